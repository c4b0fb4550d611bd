"""In development: every mail, so that a newcomer can click the link in it."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.lib.http import SiteRequest
from messaging.models import Mail

MOST = 50


@require_safe
@never_cache
def dev_mail(request: SiteRequest) -> HttpResponse:
    """Links of other people stand here: the address does not exist in production, and
    were it there by mistake, it would still show nothing."""
    if not settings.DEMO:
        raise Http404
    mails = list(Mail.objects.order_by("-id")[: MOST + 1])
    context = {"mails": mails[:MOST], "more": len(mails) > MOST, "most": MOST}
    return render(request, "messaging/dev_mail.html", context)
