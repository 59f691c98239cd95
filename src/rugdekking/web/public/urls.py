"""Every public address. None of them ever carries a code, a name or a word of a report."""

from django.urls import path, re_path

from rugdekking.web.public import cards, codes, front, norm, plain, sending, signature, talks
from rugdekking.web.public import path as writing

app_name = "public"

PAGES = "|".join(plain.PAGES)

urlpatterns = [
    path("", front.landing, name="landing"),
    path(".well-known/security.txt", plain.security, name="security"),
    re_path(f"^(?P<name>{PAGES})/$", plain.page, name="plain-page"),
    path("<slug:organisation>/", front.front, name="front"),
    path("<slug:organisation>/bel-mij/", talks.call_me, name="talk"),
    path("<slug:organisation>/onveilig-gevoel/", talks.feeling, name="feeling"),
    path("<slug:organisation>/norm/", norm.norm, name="norm"),
    path("<slug:organisation>/handtekening/", signature.signature, name="signature"),
    path("<slug:organisation>/kaarten/", cards.overview, name="acute-cards"),
    path("<slug:organisation>/kaarten/kaarten.webmanifest", cards.manifest, name="acute-manifest"),
    path("<slug:organisation>/kaarten/zonder-verbinding.js", cards.worker, name="acute-worker"),
    path("<slug:organisation>/kaarten/<slug:place>/", cards.card, name="acute-card"),
    path("<slug:organisation>/melden/kort/", writing.short, name="short"),
    path("<slug:organisation>/melden/bestanden/", writing.files, name="files"),
    path("<slug:organisation>/melden/bestanden/stukken/", writing.coming, name="coming"),
    path(
        "<slug:organisation>/melden/bestanden/stukken/<uuid:file>/<int:number>/", writing.coming_piece, name="piece"
    ),
    path("<slug:organisation>/melden/controle/", writing.check, name="check"),
    path("<slug:organisation>/melden/versturen/", sending.send, name="send"),
    path("<slug:organisation>/melden/verstuurd/", sending.sent, name="sent"),
    path("<slug:organisation>/melden/klaar/", sending.done, name="done"),
    path("<slug:organisation>/melden/code/", codes.card, name="card"),
    path("<slug:organisation>/melden/code/bewaard/", codes.code_kept, name="kept"),
    path("<slug:organisation>/melden/opnieuw/", codes.again, name="again"),
    path("<slug:organisation>/melden/<slug:name>/", writing.step, name="step"),
    path("<slug:organisation>/wie-leest-mee/", plain.page, {"name": "wie-leest-mee"}, name="readers"),
    re_path(rf"^(?P<organisation>[-\w]+)/(?P<name>{PAGES})/$", plain.page, name="page"),
]
