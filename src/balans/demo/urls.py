"""Addresses of the demo."""

from django.urls import path

from balans.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.index, name="index"),
    path("demo/<slug:person>/", views.become, name="become"),
]
