"""Addresses of Mijn plan."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.plans import agenda_views, step_views, views

app_name = "plans"
urlpatterns = [
    path(_("mijn-plan/"), views.index, name="index"),
    path(_("mijn-plan/nieuw/"), views.new, name="new"),
    path(_("mijn-plan/papier.pdf"), views.empty_pdf, name="paper"),
    path(_("mijn-plan/agenda/"), agenda_views.agenda, name="agenda"),
    path(_("mijn-plan/<uuid:plan_id>/"), views.plan, name="plan"),
    path(_("mijn-plan/<uuid:plan_id>/wijzigen/"), views.change, name="change"),
    path(_("mijn-plan/<uuid:plan_id>/stap/"), step_views.step, name="step"),
    path(_("mijn-plan/<uuid:plan_id>/stap-erbij/"), step_views.add_step, name="add"),
    path(_("mijn-plan/<uuid:plan_id>/kleiner/"), step_views.smaller, name="smaller"),
    path(_("mijn-plan/<uuid:plan_id>/kijken/"), views.look, name="look"),
    path(_("mijn-plan/<uuid:plan_id>/wissen/"), views.erase, name="erase"),
    path(_("mijn-plan/<uuid:plan_id>/plan.pdf"), views.plan_pdf, name="pdf"),
    path(_("mijn-plan/<uuid:plan_id>/agenda.ics"), views.plan_calendar, name="calendar"),
]
