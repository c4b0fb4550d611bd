from django.db import migrations

# That a team has at most one leader is a partial unique index; that it has one at all
# can only be judged when a transaction ends, since handing over takes two rows.
FORWARD = """
CREATE FUNCTION accounts_team_is_led() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    team uuid;
BEGIN
    IF TG_TABLE_NAME = 'accounts_team' THEN team := NEW.id;
    ELSE team := NEW.team_id;
    END IF;
    IF EXISTS (SELECT FROM accounts_team WHERE id = team AND archived_at IS NULL)
        AND NOT EXISTS (
            SELECT FROM accounts_membership
            WHERE team_id = team AND until IS NULL AND role = 'leader'
        )
    THEN
        RAISE EXCEPTION 'team % has no leader', team
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_has_a_leader';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER team_has_a_leader AFTER INSERT OR UPDATE OF archived_at
    ON accounts_team DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION accounts_team_is_led();
CREATE CONSTRAINT TRIGGER membership_leaves_a_leader AFTER UPDATE OF role, until
    ON accounts_membership DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION accounts_team_is_led();
"""
BACK = """
DROP TRIGGER membership_leaves_a_leader ON accounts_membership;
DROP TRIGGER team_has_a_leader ON accounts_team;
DROP FUNCTION accounts_team_is_led();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
