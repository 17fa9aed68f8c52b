# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the pages.

Each has a line in the table of tests/integration/web/test_route_matrix.py that says for every
role what it gets.
"""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from taalplan.web.api import views as api
from taalplan.web.drafts import Login
from taalplan.web.views import (
    administration,
    appointments,
    courses,
    figures,
    files,
    finding,
    home,
    merging,
    opendata,
    overview,
    people,
    registering,
    rights,
    running,
    waiting,
)
from taalplan.web.views.questions import editions, part, question, receiving

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("cijfers/", figures.index, name="figures"),
    path("cijfers/zoek/", overview.find_figure, name="find_figure"),
    path("cijfers/<slug:indicator>/", figures.figure, name="figure"),
    path("cijfers/<slug:indicator>/waarom/", figures.why, name="why"),
    path("cijfers/<slug:indicator>/<slug:kind>.svg", figures.chart, name="chart"),
    path("cijfers/<slug:indicator>/cijfers.<str:extension>", figures.download, name="download"),
    path("cijfers/tabel.css", opendata.table_style, name="table_style"),
    path("open-data/", opendata.page, name="open_data"),
    path("open-data/catalogus.<str:extension>", opendata.catalogue, name="catalogue"),
    path("id/<path:name>", opendata.identified, name="identified"),
    path("api/v1/openapi.json", api.openapi, name="api"),
    path("api/v1/tables", api.tables, name="api_tables"),
    path("api/v1/tables/<str:key>", api.table, name="api_table"),
    path("api/v1/tables/<str:key>/cells", api.cells, name="api_cells"),
    path("api/v1/tables/<str:key>/data", api.data, name="api_data"),
    path("api/v1/headlines", api.headlines, name="api_headlines"),
    path("vandaag/", home.desk, name="desk"),
    path("aanmelden/", Login.as_view(), name="login"),
    path("afmelden/", LogoutView.as_view(), name="logout"),
    path("taal/", login_not_required(csrf_exempt(set_language)), name="set_language"),
    path("toegankelijkheid/", home.accessibility, name="accessibility"),
    path("leeft/", home.alive, name="alive"),
    path("klaar/", home.ready, name="ready"),
    path("loket/", home.choose_desk, name="choose_desk"),
    path("dagstaat/", home.day_sheet, name="day_sheet"),
    path("zoeken/", finding.find, name="find"),
    path("zoeken/openen/", finding.find_open, name="find_open"),
    path("registreren/", registering.register, name="register"),
    path("registreren/dubbels/", registering.doubles, name="doubles"),
    path("personen/<int:number>/", people.person, name="person"),
    path("personen/<int:number>/openen/", people.open_person, name="open_person"),
    path("personen/<int:number>/wijzigen/", registering.edit_person, name="edit_person"),
    path("personen/<int:number>/opnieuw/", registering.register_again, name="register_again"),
    path("personen/<int:number>/afspraak/", appointments.book, name="book"),
    path("personen/<int:number>/plaats/", courses.place, name="place"),
    path("personen/<int:number>/wachten/", waiting.wait, name="wait"),
    path("personen/<int:number>/samen/<int:other>/", merging.merge, name="merge"),
    path("samenvoegingen/<int:number>/terug/", merging.undo_merge, name="undo_merge"),
    path("personen/<int:number>/gegevens/", rights.own_data, name="own_data"),
    path("personen/<int:number>/betwist/", rights.dispute, name="dispute"),
    path("betwistingen/<int:number>/afgehandeld/", rights.settle, name="settle"),
    path("personen/<int:number>/voorkeuren/", files.preferences_page, name="preferences"),
    path("personen/<int:number>/doelgroep/", files.target_group, name="target_group"),
    path("personen/<int:number>/traject/", files.trajectory, name="trajectory"),
    path("aanmeldingen/<int:number>/", files.registration, name="registration"),
    path("afspraken/<int:number>/stand/", appointments.close_appointment, name="close_appointment"),
    path("afspraken/<int:number>/uur/", appointments.move_appointment, name="move_appointment"),
    path("cursussen/", courses.courses, name="courses"),
    path("cursussen/<int:number>/", courses.course, name="course"),
    path("cursussen/<int:number>/beheer/", running.run_course, name="run_course"),
    path("loket/uren/", running.hours, name="hours"),
    path("loket/feedback/", running.feedback_page, name="feedback"),
    path("plaatsingen/<int:number>/stap/", courses.step_placement, name="step_placement"),
    path("wachtlijst/", waiting.waiting_list, name="waiting_list"),
    path("wachtlijst/<int:number>/antwoord/", waiting.answer_waiting, name="answer_waiting"),
    path("beheer/", administration.everybody, name="users"),
    path("beheer/gebruikers/<int:number>/", administration.user, name="user"),
    path("beheer/gebruikers/<int:number>/wachtwoord/", administration.password, name="password"),
    path("beheer/logboek/", administration.log, name="log"),
    path("beheer/beleid/", administration.policy_values, name="policy_values"),
    path("beheer/momentopnamen/", administration.snapshots, name="snapshots"),
    path("vragen/", receiving.questions, name="questions"),
    path("vragen/nieuw/", receiving.receive, name="receive_question"),
    path("vragen/<int:number>/", question.question, name="question"),
    path("vragen/<int:number>/deelvraag/<slug:code>/", part.part, name="question_part"),
    path("vragen/<int:number>/uitgave/<int:edition>/<path:name>", editions.question_file,
         name="question_file"),
    path("werk/<int:number>/", editions.job, name="job"),
    path("werk/<int:number>/stop/", editions.cancel_job, name="cancel_job"),
]  # fmt: skip
