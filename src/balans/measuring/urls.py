"""The address of the numbers: one, whatever the language."""

from django.urls import path

from balans.measuring import views

app_name = "measuring"
urlpatterns = [path("metingen/", views.metrics, name="metrics")]
