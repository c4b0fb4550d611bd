from listings.forms.editor import ListingEditor
from listings.forms.members import LinkForm, MemberForm, PlayerForm
from listings.forms.start import NewListingForm
from listings.forms.team import TeamForm

__all__ = [
    "LinkForm",
    "ListingEditor",
    "MemberForm",
    "NewListingForm",
    "PlayerForm",
    "TeamForm",
]
