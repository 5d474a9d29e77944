"""The words that kits add to a topic's own text, in both languages. No gettext: kits are made without Django.

A frozen catalogue: one constant for each sentence; numbers stand so that neither language needs an ending.
"""

from typing import Final

from qosyl.localtext import LocalText
from qosyl.packages.model.kit import WorkForm

BOX_LABELS: Final = {
    "case": LocalText(kk="Жағдаят", ru="Ситуация"),
    "task": LocalText(kk="Тапсырма", ru="Задание"),
    "tomorrow": LocalText(kk="Ертең сыныпта", ru="Завтра в классе"),
    "preschool": LocalText(kk="Балабақшада", ru="В детском саду"),
    "example": LocalText(kk="Толтырылған үлгі", ru="Заполненный пример"),
    "note": LocalText(kk="Ескерту", ru="Примечание"),
    "notes": LocalText(kk="Тренерге", ru="Тренеру"),
}
UNKNOWN_BOX: Final = LocalText(kk="Ескерту", ru="Примечание")
MINUTES: Final = LocalText(kk="{} мин", ru="{} мин")

PART_TITLES: Final = {
    "lecture": LocalText(kk="Дәріс", ru="Лекция"),
    "practice": LocalText(kk="Практикалық сабақ", ru="Практическое занятие"),
    "handout": LocalText(kk="Үлестірме материал", ru="Раздаточный материал"),
    "independent": LocalText(kk="Өзіндік жұмыс", ru="Самостоятельная работа"),
    "self-check": LocalText(kk="Өзін-өзі тексеру", ru="Самопроверка"),
    "guide": LocalText(kk="Нұсқаулық", ru="Руководство"),
    "key": LocalText(kk="Тренерге арналған кілт", ru="Ключ для тренера"),
    "sample": LocalText(kk="Жауап үлгісі", ru="Образец ответа"),
    "glossary": LocalText(kk="Терминдер", ru="Термины"),
    "literature": LocalText(kk="Әдебиет", ru="Литература"),
    "deck": LocalText(kk="Слайдтар", ru="Слайды"),
    "characters": LocalText(kk="Курс кейіпкерлері", ru="Герои курса"),
}
TOPIC: Final = LocalText(kk="{}-тақырып", ru="Тема {}")
MODULE: Final = LocalText(kk="{}-модуль", ru="Модуль {}")
HOURS: Final = LocalText(kk="{} академиялық сағат", ru="{} ак. ч")
FIGURE: Final = LocalText(kk="{}-сурет", ru="Рисунок {}")
TABLE: Final = LocalText(kk="{}-кесте", ru="Таблица {}")
FIGURE_IN_WORDS: Final = LocalText(kk="Сурет сөзбен", ru="Рисунок словами")
CONTENTS: Final = LocalText(kk="Осы бетте", ru="На этой странице")
OUTCOMES: Final = LocalText(kk="Күтілетін нәтижелер", ru="Ожидаемые результаты")
BUDGET: Final = LocalText(kk="Уақыт жоспары", ru="План времени")
READING: Final = LocalText(kk="Баяндау", ru="Изложение")
TASKS_TIME: Final = LocalText(kk="Тапсырмалар", ru="Задания")
CASE_TIME: Final = LocalText(kk="Жағдаятты талдау", ru="Разбор ситуации")
QUESTIONS_TIME: Final = LocalText(kk="Сұрақтар", ru="Вопросы")
TOTAL: Final = LocalText(kk="Барлығы", ru="Всего")
TERMS_HERE: Final = LocalText(kk="Осы беттегі терминдер", ru="Термины этой страницы")
OFFICIAL_TERM: Final = LocalText(kk="бағдарламадағы термин", ru="термин программы")
CONTROL_QUESTIONS: Final = LocalText(kk="Бақылау сұрақтары", ru="Контрольные вопросы")
CONTROL_ANSWERS: Final = LocalText(kk="Бақылау сұрақтары мен жауаптары", ru="Контрольные вопросы и ответы")
CONTROL: Final = LocalText(kk="Бақылау", ru="Контроль")
CONTROL_KEY: Final = LocalText(kk="Бақылау сұрақтарының жауаптары", ru="Ответы на контрольные вопросы")
SELF_CHECK_KEY: Final = LocalText(kk="Жауаптары мен түсіндірмелері", ru="Ответы и пояснения")
SHOW_ANSWER: Final = LocalText(kk="Жауабын көру", ru="Показать ответ")
RIGHT_ANSWER: Final = LocalText(kk="Ең дұрыс жауап", ru="Лучший ответ")
AIM: Final = LocalText(kk="Мақсаты", ru="Цель")
TASKS: Final = LocalText(kk="Міндеттері", ru="Задачи")
WORK_TASKS: Final = LocalText(kk="Тапсырмалары", ru="Задания")
MAIN_QUESTIONS: Final = LocalText(kk="Негізгі сұрақтар", ru="Основные вопросы")
MINUTE_PLAN: Final = LocalText(kk="Минуттық жоспар", ru="Поминутный план")
FROM_TO: Final = LocalText(kk="Уақыты", ru="Время")
FORM: Final = LocalText(kk="Формасы мен әдісі", ru="Форма и метод")
ACTIVITY: Final = LocalText(kk="Не істеледі", ru="Что делается")
CONTROL_KINDS: Final = LocalText(kk="Нәтижеге жетуді бақылау", ru="Контроль достижения результата")
OUTCOME: Final = LocalText(kk="Нәтиже", ru="Результат")
CONTROL_KIND: Final = LocalText(kk="Бақылау түрі", ru="Вид контроля")
WORK_FORM: Final = LocalText(kk="Орындау түрі", ru="Форма выполнения")
WORK_MINUTES: Final = LocalText(kk="Жұмыс уақыты", ru="Время работы")
DEADLINE: Final = LocalText(kk="Мерзімі", ru="Срок")
DEADLINE_DAYS: Final = LocalText(kk="сабақтан кейін {} күн ішінде", ru="в течение {} дней после занятия")
DEADLINE_DAY: Final = LocalText(kk="сабақтан кейін {} күн ішінде", ru="в течение {} дня после занятия")
MARKED: Final = LocalText(kk="Жұмысқа баға қойылады.", ru="Работа оценивается.")
CRITERIA: Final = LocalText(kk="Бағалау критерийлері", ru="Критерии оценивания")
CRITERION: Final = LocalText(kk="Критерий", ru="Критерий")
LEVEL_FULL: Final = LocalText(kk="Толық", ru="Полностью")
LEVEL_PARTIAL: Final = LocalText(kk="Ішінара", ru="Частично")
LEVEL_NONE: Final = LocalText(kk="Жоқ", ru="Нет")
SELF_CHECK_INTRO: Final = LocalText(
    kk="Бұл сұрақтар қорытынды тестке кірмейді. Алдымен өзіңіз жауап таңдаңыз, содан кейін түсіндірмесін оқыңыз.",
    ru="Эти вопросы не входят в итоговый тест. Сначала выберите ответ сами, затем прочитайте пояснение.",
)
CHECK_FORCE: Final = LocalText(kk="қолданыстағы мәтінді тексеріңіз", ru="проверьте действующую редакцию")
SUPERSEDED: Final = LocalText(kk="күші жойылған", ru="утратил силу")
LITERATURE_ADDED: Final = LocalText(kk="қосымша ұсынылған", ru="добавлено к списку программы")
TOPIC_CONTENTS: Final = LocalText(kk="Тақырып материалдары", ru="Материалы темы")
FOR_TUTOR: Final = LocalText(kk="Тренер нұсқасы", ru="Версия тренера")
FOR_LEARNER: Final = LocalText(kk="Тыңдаушы нұсқасы", ru="Версия слушателя")
TUTOR_WARNING: Final = LocalText(
    kk="Мұнда кілттер мен жауап үлгілері бар. Тыңдаушыларға бермеңіз.",
    ru="Здесь есть ключи и образцы ответов. Не передавайте слушателям.",
)
OFFLINE: Final = LocalText(
    kk="Барлық бет интернетсіз ашылады. Алдымен архивті қалтаға шығарып алыңыз.",
    ru="Все страницы открываются без интернета. Сначала распакуйте архив в папку.",
)
TO_START: Final = LocalText(kk="Мазмұнға оралу", ru="К содержанию")
OTHER_LANGUAGE: Final = LocalText(kk="Русский", ru="Қазақша")
LANGUAGE: Final = LocalText(kk="Тіл", ru="Язык")
SKIP: Final = LocalText(kk="Мәтінге өту", ru="Перейти к тексту")
NAME_LINE: Final = LocalText(kk="Аты-жөні", ru="Имя и фамилия")
DATE_LINE: Final = LocalText(kk="Күні", ru="Дата")
PAGE_NUMBER: Final = LocalText(kk="{}-бет", ru="Страница {}")
FILE_HTML: Final = LocalText(kk="бет", ru="страница")
FILE_DOCX: Final = LocalText(kk="Word құжаты", ru="документ Word")
FILE_PPTX: Final = LocalText(kk="PowerPoint файлы", ru="файл PowerPoint")
FILE_DECK: Final = LocalText(kk="браузерде ашу", ru="открыть в браузере")

WORK_FORMS: Final = {
    WorkForm.ESSAY: LocalText(kk="эссе", ru="эссе"),
    WorkForm.PRESENTATION: LocalText(kk="презентация", ru="презентация"),
    WorkForm.TASKS: LocalText(kk="тапсырмаларды орындау", ru="выполнение заданий"),
    WorkForm.TEST: LocalText(kk="тест", ru="тест"),
    WorkForm.ALGORITHM: LocalText(kk="алгоритм құру", ru="составление алгоритма"),
    WorkForm.PROJECT_TEXT: LocalText(kk="жоба мәтіні", ru="текст проекта"),
}

DECK: Final = {
    "back": LocalText(kk="Алдыңғы слайд", ru="Предыдущий слайд"),
    "on": LocalText(kk="Келесі слайд", ru="Следующий слайд"),
    "slide": LocalText(kk="Слайд", ru="Слайд"),
    "full": LocalText(kk="Толық экран", ru="Во весь экран"),
    "speaker": LocalText(kk="Тренер терезесі", ru="Окно тренера"),
    "theme": LocalText(kk="Жарық не қараңғы", ru="Светлая или тёмная тема"),
    "print": LocalText(kk="Слайдтарды басып шығару", ru="Напечатать слайды"),
    "print-notes": LocalText(kk="Жазбаларымен басып шығару", ru="Напечатать с заметками"),
    "help": LocalText(kk="Анықтама", ru="Справка"),
    "close": LocalText(kk="Жабу", ru="Закрыть"),
    "next-up": LocalText(kk="Келесі", ru="Дальше"),
    "last": LocalText(kk="Бұл – соңғы слайд", ru="Это последний слайд"),
    "clock": LocalText(kk="Сағат", ru="Часы"),
    "elapsed": LocalText(kk="Өтті", ru="Прошло"),
    "planned": LocalText(kk="Осы слайдқа жоспар", ru="План на слайд"),
    "start": LocalText(kk="Бастау", ru="Старт"),
    "pause": LocalText(kk="Кідірту", ru="Пауза"),
    "reset": LocalText(kk="Нөлден", ru="Сначала"),
    "ahead": LocalText(kk="жоспардан озық", ru="раньше плана"),
    "behind": LocalText(kk="жоспардан кеш", ru="позже плана"),
    "even": LocalText(kk="жоспар бойынша", ru="по плану"),
    "notes": LocalText(kk="Тренерге", ru="Тренеру"),
    "no-window": LocalText(
        kk="Браузер жаңа терезені ашпады. Қалқымалы терезеге рұқсат беріңіз.",
        ru="Браузер не открыл новое окно. Разрешите всплывающие окна.",
    ),
}
DECK_KEYS: Final = (
    ("→ ↓ Space PageDown", LocalText(kk="келесі слайд", ru="следующий слайд")),
    ("← ↑ PageUp", LocalText(kk="алдыңғы слайд", ru="предыдущий слайд")),
    ("Home / End", LocalText(kk="бірінші / соңғы слайд", ru="первый / последний слайд")),
    ("F", LocalText(kk="толық экран", ru="во весь экран")),
    ("L", LocalText(kk="қазақша / орысша", ru="казахский / русский")),
    ("D", LocalText(kk="жарық / қараңғы", ru="светлая / тёмная")),
    ("B", LocalText(kk="экранды жабу", ru="погасить экран")),
    ("P", LocalText(kk="басып шығару", ru="печать")),
    ("?", LocalText(kk="осы анықтама", ru="эта справка")),
)
DECK_SPEAKER_KEY: Final = ("S", LocalText(kk="тренер терезесі", ru="окно тренера"))
