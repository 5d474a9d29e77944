"""Addresses of cohorts and of joining one."""

from django.urls import path

from qosyl.cohorts import views

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", views.cohorts, name="cohorts"),
    path("cohorts/open/", views.open_cohort, name="open-cohort"),
    path("cohorts/<uuid:cohort>/", views.cohort, name="cohort"),
    path("cohorts/<uuid:cohort>/groups/new/", views.new_group, name="new-group"),
    path("cohorts/<uuid:cohort>/staff/", views.staff, name="staff"),
    path("cohorts/<uuid:cohort>/learners/", views.learners, name="learners"),
    path("cohorts/<uuid:cohort>/learners/add/", views.add_learners, name="add-learners"),
    path("cohorts/<uuid:cohort>/invitations/", views.invitations, name="invitations"),
    path("cohorts/group/<uuid:group>/", views.group, name="group"),
    path("cohorts/learner/<uuid:enrolment>/", views.enrolment, name="enrolment"),
    path("cohorts/learner/<uuid:enrolment>/change/", views.change_enrolment, name="change-enrolment"),
    path("cohorts/learner/<uuid:enrolment>/group/", views.move_to_group, name="move-to-group"),
    path("cohorts/learner/<uuid:enrolment>/password/", views.renew_access, name="renew-access"),
    path("cohorts/learner/<uuid:enrolment>/invite/", views.invite, name="invite"),
    path("cohorts/learner/<uuid:enrolment>/withdraw/", views.withdraw_invitations, name="withdraw-invitations"),
    path("cohorts/<uuid:cohort>/teaching/", views.teaching, name="teaching"),
    path("cohorts/group/<uuid:group>/timetable/", views.timetable, name="timetable"),
    path("cohorts/group/<uuid:group>/timetable/paper/", views.timetable_print, name="timetable-print"),
    path("cohorts/group/<uuid:group>/timetable/lay/", views.lay, name="lay-timetable"),
    path("cohorts/group/<uuid:group>/journal/", views.journal, name="journal"),
    path("cohorts/group/<uuid:group>/hours/", views.hours, name="hours"),
    path("cohorts/session/<uuid:session>/", views.attendance, name="attendance"),
    path("cohorts/session/<uuid:session>/take-back/", views.take_back, name="take-back-journal"),
    path("cohorts/session/<uuid:session>/change/", views.move, name="move-session"),
    path("cohorts/learner/<uuid:enrolment>/hours/", views.ledger, name="ledger"),
    path("cohorts/learner/<uuid:enrolment>/made-up/", views.make_up_hours, name="make-up"),
    path("cohorts/<uuid:cohort>/admission/", views.admission, name="admission"),
    path("cohorts/<uuid:cohort>/admission/propose/", views.propose, name="propose-admission"),
    path("cohorts/admission/<uuid:admission>/", views.admission_list, name="admission-list"),
    path("cohorts/admission/<uuid:admission>/withdraw/", views.withdraw, name="withdraw-admission"),
    path("study/<uuid:enrolment>/", views.study, name="study"),
    path("study/<uuid:enrolment>/lessons/<str:number>/", views.lesson, name="lesson"),
    path("join/<str:token>/", views.join, name="join"),
]
