"""The tasks of the queue are in English and tell the beheerder nothing; the page /post/ does."""

import django_tasks_db.admin  # noqa: F401 - registers what is taken out here
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
