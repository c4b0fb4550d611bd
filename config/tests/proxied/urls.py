from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as ours


@csrf_exempt
def said(request):
    """How Muster sees this request."""
    return JsonResponse(
        {
            "scheme": request.scheme,
            "host": request.get_host(),
            "for": request.META.get("HTTP_X_FORWARDED_FOR"),
            "bytes": len(request.body),
            "names": sorted(name for name in request.META if name.startswith("HTTP_")),
        }
    )


urlpatterns = [*ours, path("said/", said)]
