"""Addresses of the scans, below `/<organisation>/hulp/scan/`. None of them ever carries an answer."""

from django.urls import path

from rugdekking.web.scans import views

app_name = "scans"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:scan>/", views.scan, name="scan"),
    path("<slug:scan>/plan.txt", views.plan, name="plan"),
    path("<slug:scan>/herinnering.ics", views.reminder, name="reminder"),
]
