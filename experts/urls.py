"""Addresses of the register of experts."""

from django.urls import path

from experts.views import coverage, experts, lists

app_name = "experts"
urlpatterns = [
    path("experts/", experts.experts, name="experts"),
    path("experts/bestand/", experts.experts_file, name="experts-file"),
    path("experts/toevoegen/", experts.add, name="add"),
    path("experts/<int:pk>/", experts.expert, name="expert"),
    path("experts/<int:pk>/wijzigen/", experts.edit, name="expert-edit"),
    path("experts/<int:pk>/uit-register/", experts.leave, name="expert-leave"),
    path("experts/<int:pk>/terug/", experts.come_back, name="expert-come-back"),
    path("experts/overzicht/", coverage.coverage, name="coverage"),
    path("experts/lijsten/", lists.lists, name="lists"),
    path("experts/lijsten/expertise/", lists.add_expertise, name="expertise-add"),
    path("experts/lijsten/expertise/<int:pk>/", lists.edit_expertise, name="expertise-edit"),
    path("experts/lijsten/organisatie/", lists.add_institute, name="institute-add"),
    path("experts/lijsten/organisatie/<int:pk>/", lists.edit_institute, name="institute-edit"),
]
