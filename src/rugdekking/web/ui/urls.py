"""The quick exit, an organisation's look, and in the demo the gallery of components."""

from django.urls import path, re_path

from rugdekking.web import exit as way_out
from rugdekking.web.ui import views

urlpatterns = [
    path("weg", way_out.leave, name="leave"),
    path("onderdelen/", views.components, name="components"),
    path("onderdelen/vraag/", views.question, name="components-question"),
    path("onderdelen/bureau/", views.office, name="components-office"),
    re_path(
        r"^(?P<organisation>[-\w]+)/huisstijl-(?P<kind>public|office)-(?P<mark>[0-9a-f]{12})\.css$",
        views.sheet,
        name="house-style",
    ),
    re_path(r"^(?P<organisation>[-\w]+)/logo-(?P<mark>[0-9a-f]{12})$", views.logo, name="logo"),
]
