# SPDX-License-Identifier: EUPL-1.2
"""What somebody can ask about their data, in sentences for that person.

The rights are those of the General Data Protection Regulation (EU) 2016/679, articles 15 to 18
and 77. The Flemish supervisory commission (Vlaamse Toezichtcommissie) watches over bodies of the
Flemish government, the Data Protection Authority (Gegevensbeschermingsautoriteit) over everybody
in Belgium.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan import policy
from taalplan.register.retention import RETENTION


def paragraphs() -> tuple[tuple[str, str], ...]:
    """Each right: its name, and what to do."""
    years = policy.value(RETENTION, timezone.localdate()).whole
    return (
        (
            _("Klopt er iets niet?"),
            _("Vraag aan uw loket om het recht te zetten (recht op rechtzetting, artikel 16 AVG). "
              "Breng een bewijs mee als u er een hebt."),
        ),
        (
            _("Bent u het niet eens met wat er staat?"),
            _("Vraag om het als betwist te merken zolang het onderzocht wordt (recht op beperking, "
              "artikel 18 AVG)."),
        ),
        (
            _("Hoe lang worden uw gegevens bewaard?"),
            _("Tot %(years)d jaar na de laatste gebeurtenis in uw dossier. Daarna wordt gewist wie "
              "u bent; alleen getallen zonder naam blijven. U kunt vroeger om wissing vragen "
              "(artikel 17 AVG); dat kan niet zolang de wet ons verplicht om ze te bewaren.")
            % {"years": years},
        ),
        (
            _("Hebt u een klacht?"),
            _("Spreek eerst uw loket aan. U kunt altijd een klacht indienen bij de Vlaamse "
              "Toezichtcommissie (toezichtcommissie.be) of bij de "
              "Gegevensbeschermingsautoriteit, Drukpersstraat 35, 1000 Brussel "
              "(gegevensbeschermingsautoriteit.be) (artikel 77 AVG)."),
        ),
    )  # fmt: skip
