from django.db import migrations

# A leader is also lost when their membership is deleted or handed to another team.
FORWARD = """
CREATE OR REPLACE FUNCTION accounts_team_is_led() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    team uuid;
BEGIN
    IF TG_TABLE_NAME = 'accounts_team' THEN team := NEW.id;
    ELSE team := OLD.team_id;
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
DROP TRIGGER membership_leaves_a_leader ON accounts_membership;
CREATE CONSTRAINT TRIGGER membership_leaves_a_leader
    AFTER DELETE OR UPDATE OF role, until, team_id
    ON accounts_membership DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION accounts_team_is_led();
"""
BACK = """
DROP TRIGGER membership_leaves_a_leader ON accounts_membership;
CREATE CONSTRAINT TRIGGER membership_leaves_a_leader AFTER UPDATE OF role, until
    ON accounts_membership DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION accounts_team_is_led();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_one_leader")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
