"""Every address of the site: public pages, the reporter's own page, the office, the account."""

from django.urls import include, path

from rugdekking.web.help.feeds import robots, sitemap

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("account/", include("rugdekking.web.account.urls")),
    path("redactie/", include("rugdekking.web.editing.urls")),
    path("werk/", include("rugdekking.web.office.urls")),
    path("", include("rugdekking.web.ui.urls")),
    path("<slug:organisation>/hulp/scan/", include("rugdekking.web.scans.urls")),
    path("", include("rugdekking.web.public.urls")),
    path("<slug:organisation>/", include("rugdekking.web.meetings.urls")),
    path("<slug:organisation>/hulp/", include("rugdekking.web.help.urls")),
    path("<slug:organisation>/sitemap.xml", sitemap, name="sitemap"),
    path("<slug:organisation>/mijn/", include("rugdekking.web.mailbox.urls")),
]

handler400 = "rugdekking.web.errors.unclear"
handler403 = "rugdekking.web.errors.not_allowed"
handler404 = "rugdekking.web.errors.not_found"
handler500 = "rugdekking.web.errors.broken"
