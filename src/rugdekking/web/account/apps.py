from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "rugdekking.web.account"
    label = "account_pages"
