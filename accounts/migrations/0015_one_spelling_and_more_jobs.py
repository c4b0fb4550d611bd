"""Addresses in the spelling that is compared from now on.

Two accounts of one mailbox both stay as they are, since neither may be dropped unseen:
the log names them. Its mail opens the one whose address is spelled in ASCII.
"""

import logging

from django.db import migrations, models

from config.lib.mailbox import address_to_find

logger = logging.getLogger(__name__)
RESPELLED = r'[^ -~]|@.*xn--'  # what may be spelled otherwise: a small part of all


def respell(apps, schema_editor):
    _respell_people(apps.get_model('accounts', 'User'))
    _respell_addresses(apps.get_model('account', 'EmailAddress'))


def _respell_people(people):
    for user in people.objects.filter(email__regex=RESPELLED).order_by('date_joined'):
        spelled = address_to_find(user.email)
        if spelled == user.email:
            continue
        if other := people.objects.filter(email=spelled).first():
            logger.warning(
                'accounts %s and %s have the same mailbox', other.pk, user.pk
            )
            continue
        people.objects.filter(pk=user.pk).update(email=spelled)


def _respell_addresses(addresses):
    rows = addresses.objects.filter(email__regex=RESPELLED)
    for row in rows.order_by('-primary', '-verified', 'pk'):
        spelled = address_to_find(row.email)
        if spelled == row.email:
            continue
        others = addresses.objects.filter(email=spelled)
        if mine := others.filter(user=row.user_id).first():
            _join(addresses, mine, row)
        elif row.verified and others.filter(verified=True).exists():
            logger.warning(
                'address %s and %s are the same mailbox', others.first().pk, row.pk
            )
        else:
            addresses.objects.filter(pk=row.pk).update(email=spelled)


def _join(addresses, kept, row):
    """One person had both spellings: what was proved of one is proved of both."""
    others = addresses.objects.filter(email=kept.email, verified=True)
    if row.verified and others.exclude(pk=kept.pk).exists():
        return
    row.delete()
    addresses.objects.filter(pk=kept.pk).update(
        verified=kept.verified or row.verified, primary=kept.primary or row.primary
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0014_projections_know_their_rules'),
        ('account', '0009_emailaddress_unique_primary_email'),
    ]

    operations = [
        migrations.RunPython(respell, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='profile',
            name='profile_lists_are_short',
        ),
        migrations.AddConstraint(
            model_name='profile',
            constraint=models.CheckConstraint(condition=models.Q(('jobs__len__lte', 60), ('duty_goals__len__lte', 8), ('tier_goals__len__lte', 8)), name='profile_lists_are_short'),
        ),
    ]
