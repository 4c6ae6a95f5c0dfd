"""The audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Guards every connection from its start."""

    name = "njia_hub.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every new connection guarded."""
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate, pre_migrate

        from njia_hub.audit.guarding import begin_migrating, end_migrating, guard

        connection_created.connect(guard, dispatch_uid="audit.guard")
        pre_migrate.connect(begin_migrating, dispatch_uid="audit.migrating")
        post_migrate.connect(end_migrating, dispatch_uid="audit.migrated")
