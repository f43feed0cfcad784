"""Static files as they are: nothing has been collected, so no page asks for a manifest."""

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
