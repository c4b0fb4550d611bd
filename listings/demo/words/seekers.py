"""What players who seek a static say of themselves, in four languages.

Holes: {role} {days}. Sentences meet at characters that belong to no word, so that a
text's search words are those of its parts.
"""

from dataclasses import dataclass

Pool = tuple[str, ...]


@dataclass(frozen=True)
class SeekerWords:
    headlines: Pool
    sentences: Pool
    wishes: Pool  # as a list under `heading`
    heading: str
    gap: str  # between two sentences


SEEKERS: dict[str, SeekerWords] = {
    "en": SeekerWords(
        headlines=(
            "{role} main looking for a calm group",
            "{role}, any goal, evenings only",
            "{role} with three tiers of experience",
            "{role} first, flexible after that; wants to see an ultimate this year",
            "Back after a break and eager to learn",
            "Weekend raider, {role} by conviction",
            "Will play whatever the roster lacks",
            "{role} who likes callouts short and breaks on time",
            "Two evenings a week is all I have, and they are yours",
            "Late nights, low drama, {role}",
        ),
        sentences=(
            "I have raided on and off since Eden and never regretted a wipe.",
            "My last group ended when half of it had children.",
            "I come prepared, gems melded and food in the bag.",
            "If a mechanic goes wrong because of me, I say so first.",
            "Progress matters to me more than a percentile.",
            "I learn by seeing, so a diagram goes a long way.",
            "On raid nights I am online a quarter of an hour early.",
            "Quiet on voice during pulls, chatty between them.",
            "I can be a substitute first, so that we get to know each other.",
            "Between patches I fish, badly.",
            "Optimising uptime with seven friends is my idea of an evening off.",
        ),
        wishes=(
            "fixed days and an end that is kept",
            "no shouting",
            "somebody who plans mitigation",
            "**reclears** after the first kill",
            "room for a second job",
            "a group that plays the next tier too",
        ),
        heading="What I hope for",
        gap=" ",
    ),
    "ja": SeekerWords(
        headlines=(
            "{role}で固定を探しています",
            "{role}です、夜に活動できます",
            "{role}で零式を三シリーズ経験",
            "復帰勢です、よろしくお願いします",
            "週末だけ参加できます",
            "どのロールでも出せます、まずは{role}から",
            "社会人です。二十二時以降、{role}で参加希望",
            "まったり固定希望、{role}",
        ),
        sentences=(
            "新生の頃からのんびり続けています。",
            "前の固定が解散したので、新しい仲間を探しています。",
            "予習は必ずしてから参加します。",
            "失敗したときはすぐに声を出します。",
            "数字よりも安定して進むことを大切にしています。",
            "聞き専でも話すのでも大丈夫です。",
            "体験からでも構いません。",
            "パッチの合間は釣りと麻雀をしています。",
            "ギミックは図があると早く覚えられます。",
            "遅刻や欠席のときは必ず連絡します。",
        ),
        wishes=(
            "活動日が決まっていること",
            "終了時間を守ること",
            "クリア後の消化も一緒に",
            "次の零式も同じ八人で",
            "怒鳴る人がいないこと",
        ),
        heading="希望する固定",
        gap="",
    ),
    "de": SeekerWords(
        headlines=(
            "{role} sucht ruhige Gruppe für zwei Abende",
            "{role}, abends, Ziel egal",
            "{role} mit drei Tiers Erfahrung",
            "Nach der Pause wieder da",
            "Spielt, was gerade fehlt, am liebsten {role}",
            "Feierabendraider ohne Eile, {role}",
        ),
        sentences=(
            "Ich raide seit Eden, mal mehr, mal weniger.",
            "Meine letzte Gruppe hat sich nach dem Clear verlaufen.",
            "Ich komme vorbereitet und mit Essen im Beutel.",
            "Wenn ein Wipe an mir lag, sage ich es.",
            "Fortschritt ist mir wichtiger als ein Prozentrang.",
            "Im Voice bin ich beim Pull still und danach nicht.",
            "Gern fange ich als Ersatz an.",
            "Zwischen den Patches angle ich, schlecht.",
        ),
        wishes=(
            "feste Abende und ein Ende, das hält",
            "keiner wird laut",
            "Reclears nach dem ersten Kill",
            "jemand plant die Mitigation",
        ),
        heading="Was ich mir wünsche",
        gap=" ",
    ),
    "fr": SeekerWords(
        headlines=(
            "{role} cherche groupe calme",
            "{role}, disponible le soir",
            "{role}, trois paliers d'expérience",
            "De retour après une pause",
            "Joue ce qui manque au groupe, {role} de préférence",
            "Deux soirs par semaine, {role}",
        ),
        sentences=(
            "Je raide depuis Eden, avec des pauses.",
            "Mon dernier roster s'est arrêté après le clear.",
            "J'arrive préparé, avec la nourriture et les potions.",
            "Quand c'est ma faute, je le dis.",
            "La progression compte plus que les pourcentages.",
            "Silencieux pendant les pulls, bavard ensuite.",
            "Je peux commencer comme remplaçant.",
            "Entre deux patchs je pêche, mal.",
        ),
        wishes=(
            "des soirs fixes et une heure de fin",
            "personne ne crie",
            "les reclears après le premier kill",
            "quelqu'un qui prévoit la mitigation",
        ),
        heading="Ce que j'espère",
        gap=" ",
    ),
}
