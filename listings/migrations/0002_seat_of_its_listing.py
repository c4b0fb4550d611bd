from django.db import migrations

# Django's foreign keys have one column; this one has two, so that a seat and its slot
# cannot belong to different listings.
FORWARD = """
ALTER TABLE listings_seat ADD CONSTRAINT seat_and_slot_share_a_listing
    FOREIGN KEY (listing_id, slot_id) REFERENCES listings_slot (listing_id, id)
    DEFERRABLE INITIALLY DEFERRED;
"""
BACK = "ALTER TABLE listings_seat DROP CONSTRAINT seat_and_slot_share_a_listing;"


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
