"""The doctor's table for staff."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import doctor
from config.lib.findings import Level


@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """For superusers alone: how a site is set up is no matter of moderation."""
    return admin.site.admin_view(_table)(request)


def _table(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied(_("Only superusers can."))
    groups = doctor.examine()
    titles = {"settings": _("Settings"), "parts": _("Parts"), "services": _("Services")}
    context = {
        **admin.site.each_context(request),
        "title": _("Doctor"),
        "groups": [(titles[name], rows) for name, rows in groups.items()],
        "verdict": _verdict(doctor.worst(groups)),
    }
    return TemplateResponse(request, "admin/doctor.html", context)


def _verdict(level: Level) -> str:
    return {
        Level.WELL: _("All is well."),
        Level.CARE: _("Something needs care."),
        Level.BROKEN: _("Something is broken."),
    }[level]
