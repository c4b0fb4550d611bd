from django.urls import path

from listings.views import browse, players, read, states, teams, write

app_name = "listings"

urlpatterns = [
    path("listings/", browse.search_listings, name="search"),
    path("listings/counts/", browse.search_counts, name="counts"),
    path("listings/new/", write.new, name="new"),
    path("listings/<id:pk>/", read.read, name="read"),
    path("listings/<id:pk>-<slug:slug>/", read.read, name="read-slug"),
    path("listings/<id:pk>/edit/", write.edit, name="edit"),
    path("listings/<id:pk>/preview/", write.preview, name="preview"),
    path("listings/<id:pk>/publication/", states.publish, name="publish"),
    path("listings/<id:pk>/renewal/", states.renew, name="renew"),
    path("listings/<id:pk>/pause/", states.pause, name="pause"),
    path("listings/<id:pk>/closure/", states.close, name="close"),
    path("teams/", teams.mine, name="teams"),
    path("teams/new/", teams.new, name="team-new"),
    path("teams/<slug:slug>/", teams.team, name="team"),
    path("teams/<slug:slug>/edit/", teams.edit, name="team-edit"),
    path("teams/<slug:slug>/archive/", teams.archive, name="team-archive"),
    path("players/", players.players, name="players"),
]
