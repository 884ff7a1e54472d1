"""Addresses of the demo."""

from django.urls import path

from balans.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.index, name="index"),
    path("demo/postvak/", views.mailbox, name="mailbox"),
    path("demo/postvak/<int:number>/", views.mail, name="mail"),
    path("demo/<slug:person>/", views.become, name="become"),
]
