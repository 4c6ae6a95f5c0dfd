"""Wait for the worker: nobody changes an upload while it is being read or submitted."""

from __future__ import annotations

from django.utils.translation import gettext

from njia_hub.routes.submitting import NotAllowed
from njia_hub.uploads.models import Upload


def ready(upload: Upload) -> Upload:
    """Give the upload again, locked until the transaction ends.

    Raises NotAllowed while the worker has something to do with it.
    """
    Upload.objects.select_for_update().only("pk").get(pk=upload.pk)
    locked = Upload.objects.select_related("job").defer("content").get(pk=upload.pk)
    if locked.is_busy:
        raise NotAllowed(gettext("The file is being read or sent just now. Try again in a moment."))
    return locked
