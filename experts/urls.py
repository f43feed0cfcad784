"""Addresses of the register of experts."""

from django.urls import path

from experts.views import circles, coverage, experts, importing, lists, own, steps

app_name = "experts"
office = [
    path("werk/experts/", experts.experts, name="experts"),
    path("werk/experts/bestand/", experts.experts_file, name="experts-file"),
    path("werk/experts/overnemen/", importing.choose, name="import"),
    path("werk/experts/overnemen/<int:pk>/", importing.carry_out, name="import-carry-out"),
    path("werk/experts/toevoegen/", experts.add, name="add"),
    path("werk/experts/<int:pk>/", experts.expert, name="expert"),
    path("werk/experts/<int:pk>/wijzigen/", experts.edit, name="expert-edit"),
    path("werk/experts/<int:pk>/vragen/", steps.ask, name="expert-ask"),
    path("werk/experts/<int:pk>/bevestigen/", steps.confirm, name="expert-confirm"),
    path("werk/experts/<int:pk>/toestemming/", steps.record_consent, name="expert-record-consent"),
    path(
        "werk/experts/<int:pk>/toestemming-intrekken/",
        steps.withdraw_consent,
        name="expert-withdraw-consent",
    ),
    path("werk/experts/<int:pk>/belang/", steps.note_interest, name="expert-note-interest"),
    path(
        "werk/experts/<int:pk>/belang/<int:interest>/",
        steps.end_interest,
        name="expert-end-interest",
    ),
    path("werk/experts/<int:pk>/uit-register/", steps.leave, name="expert-leave"),
    path("werk/experts/<int:pk>/terug/", steps.come_back, name="expert-come-back"),
    path("werk/experts/<int:pk>/wissen/", steps.erase, name="expert-erase"),
    path("werk/mijn-gegevens/", own.own_record, name="own-record"),
    path("werk/mijn-gegevens/kopie/", own.own_copy, name="own-copy"),
    path("werk/experts/overzicht/", coverage.coverage, name="coverage"),
    path("werk/experts/praktijkkringen/", circles.circles, name="circles"),
    path("werk/experts/praktijkkringen/toevoegen/", circles.add, name="circle-add"),
    path("werk/experts/praktijkkringen/<int:pk>/", circles.add_contact, name="contact-add"),
    path(
        "werk/experts/praktijkkringen/organisatie/<int:pk>/",
        circles.edit_contact,
        name="contact-edit",
    ),
    path(
        "werk/experts/praktijkkringen/organisatie/<int:pk>/verwijderen/",
        circles.remove_contact,
        name="contact-remove",
    ),
    path("werk/experts/lijsten/", lists.lists, name="lists"),
    path("werk/experts/lijsten/expertise/", lists.add_expertise, name="expertise-add"),
    path("werk/experts/lijsten/expertise/<int:pk>/", lists.edit_expertise, name="expertise-edit"),
    path("werk/experts/lijsten/organisatie/", lists.add_institute, name="institute-add"),
    path("werk/experts/lijsten/organisatie/<int:pk>/", lists.edit_institute, name="institute-edit"),
]
# Whoever has no account comes by a link in a mail; logs hide what follows "persoonlijk/".
by_link = [
    path("persoonlijk/<str:secret>/gegevens/", own.own_record_by_link, name="own-record-by-link"),
    path("persoonlijk/<str:secret>/gegevens/kopie/", own.own_copy_by_link, name="own-copy-by-link"),
]
urlpatterns = [*office, *by_link]
