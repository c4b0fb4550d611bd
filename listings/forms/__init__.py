from listings.forms.editor import ListingEditor
from listings.forms.start import NewListingForm
from listings.forms.team import TeamForm

__all__ = ["ListingEditor", "NewListingForm", "TeamForm"]
