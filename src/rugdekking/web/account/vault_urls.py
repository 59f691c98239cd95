"""Addresses of the vault, all behind signing in with a second factor."""

from django.urls import path

from rugdekking.web.account import vault_views

urlpatterns = [
    path("", vault_views.unlock, name="vault-unlock"),
    path("wachtzin/", vault_views.set_up, name="vault-set-up"),
    path("wachtzin/wijzigen/", vault_views.change_passphrase, name="vault-change-passphrase"),
    path("codes-bewaard/", vault_views.codes_kept, name="vault-codes-kept"),
    path("nieuwe-codes/", vault_views.new_codes, name="vault-new-codes"),
    path("vergeten/", vault_views.recover, name="vault-recover"),
    path("opnieuw/", vault_views.start_over, name="vault-start-over"),
    path("vergrendelen/", vault_views.lock, name="vault-lock"),
    path("bewaard/", vault_views.held_forms, name="vault-held"),
]
