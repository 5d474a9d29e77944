"""The one form of the kit: an invented one on the page of parts, which shows every kind of field. It sends nothing."""

from django import forms

from qosyl.localtext import LocalText


class ExampleForm(forms.Form):
    """Every kind of field in one form; the words are examples in the reader's language, given by the page."""

    name = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    mail = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"inputmode": "numeric", "class": "short"}))
    place = forms.ChoiceField()
    way = forms.ChoiceField(widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    remark = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    paper = forms.FileField(required=False)
    agreed = forms.BooleanField()

    def __init__(self, language: str, data: dict[str, object] | None = None) -> None:
        super().__init__(data, prefix="example")
        for name, words in _LABELS.items():
            self.fields[name].label = words.pick(language)
        for name, words in _HELP.items():
            self.fields[name].help_text = words.pick(language)
        for name, choices in _CHOICES.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(key, words.pick(language)) for key, words in choices.items()]


_LABELS = {
    "name": LocalText("Аты-жөні", "Фамилия, имя и отчество"),
    "mail": LocalText("Электрондық пошта", "Электронная почта"),
    "day": LocalText("Қай күннен бастап", "С какого дня"),
    "place": LocalText("Облыс", "Область"),
    "way": LocalText("Қалай оқығыңыз келеді?", "Как вам удобнее учиться?"),
    "needs": LocalText("Сабақта не көмектеседі?", "Что поможет вам на занятиях?"),
    "remark": LocalText("Тағы не білуіміз керек?", "Что нам ещё важно знать?"),
    "paper": LocalText("Жолдама", "Направление"),
    "agreed": LocalText("Дербес деректерімді өңдеуге келісемін", "Согласен на обработку моих персональных данных"),
}
_HELP = {
    "name": LocalText("Жеке куәліктегідей жазыңыз.", "Так, как в удостоверении личности."),
    "day": LocalText("Мысалы, 22.11.2026.", "Например, 22.11.2026."),
    "paper": LocalText("PDF немесе фотосурет, 10 МБ-қа дейін.", "PDF или фотография, до 10 МБ."),
    "needs": LocalText("Бірнешеуін таңдауға болады.", "Можно выбрать несколько."),
}
_CHOICES = {
    "place": {
        "akm": LocalText("Ақмола", "Акмолинская"),
        "tur": LocalText("Түркістан", "Туркестанская"),
        "ula": LocalText("Ұлытау", "Улытауская"),
    },
    "way": {
        "day": LocalText("Күндіз, сабақ арасында", "Днём, между уроками"),
        "evening": LocalText("Кешке, 19:00-ден кейін", "Вечером, после 19:00"),
        "weekend": LocalText("Демалыс күндері", "В выходные дни"),
    },
    "needs": {
        "captions": LocalText("Сөйлеуді мәтінмен көрсету", "Субтитры к речи"),
        "large": LocalText("Ірі қаріппен басылған материал", "Материалы крупным шрифтом"),
        "breaks": LocalText("Жиі үзіліс", "Более частые перерывы"),
    },
}
