from django.urls import path

from listings.views import (
    browse,
    invites,
    members,
    player,
    players,
    read,
    states,
    statistics,
    team_page,
    teams,
    write,
)

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
    path("teams/invites/<slug:code>/", invites.invite, name="invite"),
    path("teams/invites/<slug:code>/refusal/", invites.decline, name="invite-decline"),
    path("teams/<slug:slug>/", team_page.team, name="team"),
    path("teams/<slug:slug>/edit/", teams.edit, name="team-edit"),
    path("teams/<slug:slug>/archive/", teams.archive, name="team-archive"),
    path("teams/<slug:slug>/members/", members.members, name="team-members"),
    path("teams/<slug:slug>/members/<id:pk>/", members.member, name="team-member"),
    path(
        "teams/<slug:slug>/members/<id:pk>/removal/",
        members.remove,
        name="team-member-remove",
    ),
    path(
        "teams/<slug:slug>/members/<id:pk>/leadership/",
        members.hand_over,
        name="team-hand-over",
    ),
    path("teams/<slug:slug>/departure/", members.leave, name="team-leave"),
    path("teams/<slug:slug>/invites/", invites.invites, name="team-invites"),
    path(
        "teams/<slug:slug>/invites/<id:pk>/revocation/",
        invites.revoke,
        name="team-invite-revoke",
    ),
    path("settings/statistics/", statistics.statistics, name="statistics"),
    path("players/", players.players, name="players"),
    path("players/counts/", players.counts, name="players-counts"),
    path("players/<slug:handle>/", player.player, name="player"),
]
