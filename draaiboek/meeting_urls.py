"""Addresses of meetings, their people, their actions and their minutes."""

from django.urls import path

from draaiboek.views import agenda, meetings, minutes, outcomes, people

MEETING = "vergaderingen/<int:pk>/"
ITEM = f"{MEETING}agendapunten/<int:item>/"

MEETINGS = [
    path("vergaderingen/", meetings.meetings, name="meetings"),
    path("vergaderingen/plannen/", meetings.plan, name="meeting-plan"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}wijzigen/", meetings.reschedule, name="meeting-reschedule"),
    path(f"{MEETING}gehouden/", meetings.hold, name="meeting-hold"),
    path(f"{MEETING}aanwezigen/", meetings.correct_attendance, name="meeting-correct-attendance"),
    path(f"{MEETING}afgelasten/", meetings.cancel, name="meeting-cancel"),
    path(f"{MEETING}agenda/", agenda.edit_agenda, name="meeting-edit-agenda"),
    path(ITEM, agenda.change_item, name="meeting-item"),
    path(f"{ITEM}verplaatsen/", agenda.move_item, name="meeting-item-move"),
    path(f"{ITEM}weghalen/", agenda.remove_item, name="meeting-item-remove"),
    path(f"{MEETING}voorstellen/", people.propose, name="meeting-propose"),
    path(f"{MEETING}uitnodigen/", people.invite, name="meeting-invite"),
    path(f"{MEETING}intrekken/", people.withdraw_invitation, name="meeting-withdraw-invitation"),
    path(f"{MEETING}antwoord-vastleggen/", people.record_reply, name="meeting-record-reply"),
    path(f"{MEETING}antwoord/", people.reply, name="meeting-reply"),
    path(f"{MEETING}belangen/", people.declare_interests, name="meeting-declare-interests"),
    path(f"{MEETING}besluit/", outcomes.decide, name="meeting-decide"),
    path(f"{MEETING}actie/", outcomes.add_action, name="meeting-add-action"),
    path("acties/", outcomes.actions, name="actions"),
    path("acties/<int:pk>/gedaan/", outcomes.finish, name="actionitem-finish"),
    path("acties/<int:pk>/vervallen/", outcomes.drop, name="actionitem-drop"),
    path("verslagen/<int:pk>/", minutes.minutes, name="minutes"),
    path("verslagen/<int:pk>/bestand/", minutes.file, name="minutes-file"),
    path("verslagen/<int:pk>/vaststellen/", minutes.adopt, name="minutes-adopt"),
    path("verslagen/<int:pk>/corrigeren/", minutes.correct, name="minutes-correct"),
]
