"""The pages that are shipped, looked for as people type: in their own words, and with typing errors."""

from collections.abc import Iterator

import pytest

from rugdekking.content.schema.synonyms import Group
from rugdekking.kernel.words import words_of
from rugdekking.knowledge.indexing import fit, indexed
from rugdekking.knowledge.stems import PASSING
from tests.knowledge.shipped import entries, first, found, name_of, synonyms

# What newcomers type, and the pages of which one must be among the first three.
QUESTIONS = {
    "dreigmail": "bedreiging-in-uw-mail verhaal-over-een-brief",
    "bedreigingsmail": "bedreiging-in-uw-mail",
    "bedreigingsbrief": "verhaal-over-een-brief",
    "meldingsformulier": "melden",
    "stalkingszaak": "stalking",
    "ik word bedreigd": "bedreiging-in-uw-mail",
    "iemand stuurt mij enge berichten via whatsapp": "bedreiging-in-uw-mail stalking",
    "boze mensen voor mijn deur": "protest het-gebeurt-nu",
    "er staat iemand voor mijn huis": "protest het-gebeurt-nu",
    "man staat elke dag bij mijn huis": "stalking het-gebeurt-nu veiliger-huis",
    "mijn adres staat op facebook": "doxing",
    "adres op internet": "doxing",
    "mijn man is dijkgraaf en wordt bedreigd": "thuis-na-een-incident samen-thuis verhaal-van-een-partner",
    "mijn vrouw wordt bedreigd": "thuis-na-een-incident samen-thuis",
    "partner van dijkgraaf": "thuis-na-een-incident samen-thuis verhaal-van-een-partner",
    "mijn kinderen zijn bang": "samen-thuis thuis-na-een-incident",
    "ik kan niet slapen": "eerste-weken",
    "burn-out door bedreiging": "eerste-weken nazorg",
    "aangifte doen": "naar-de-politie melding-of-aangifte",
    "politie doet niks": "landelijke-afspraken hoe-lang-duurt-het de-zaak-stopt",
    "politie belt niet terug": "landelijke-afspraken hoe-lang-duurt-het",
    "mag ik anoniem melden": "anoniem-melden",
    "wie ziet mijn melding": "wie-leest-mijn-melding",
    "klant scheldt mij uit aan de balie": "boos-mens verhaal-van-de-balie",
    "agressieve klant balie": "boos-mens verhaal-van-de-balie",
    "iemand scheldt me uit aan de telefoon": "boos-mens",
    "boze burger": "boos-mens",
    "bewonersavond loopt uit de hand": "onrustige-vergadering het-gebeurt-nu boze-groep",
    "boze zaal toespreken": "boze-groep",
    "steekpenningen": "omkoping",
    "cadeau van ondernemer": "omkoping",
    "wethouder onder druk gezet vergunning": "ondermijning-begint-klein",
    "drugscriminelen": "ondermijning-begint-klein ondermijning",
    "stalker": "stalking",
    "iemand achtervolgt mij in de auto": "onderweg het-gebeurt-nu stalking",
    "trol op twitter": "haat-online",
    "nepaccount": "haat-online",
    "racisme": "om-wie-u-bent",
    "uitgescholden vanwege mijn hoofddoek": "om-wie-u-bent haat-online",
    "dickpic": "om-wie-u-bent",
    "collega bedreigd": "collega-bedreigd",
    "raadslid bedreigd door ander raadslid": "iemand-uit-eigen-huis",
    "mijn baas intimideert mij": "iemand-uit-eigen-huis",
    "protest bij mijn huis": "protest",
    "trekkers voor de deur": "protest",
    "huis beveiligen wethouder": "huis-beveiligen",
    "camera bij voordeur": "veiliger-huis opnemen-of-filmen",
    "gehackt": "digitaal-veilig",
    "airtag": "digitaal-veilig stalking onderweg",
    "schade aan mijn auto": "wie-betaalt-de-schade",
    "verzekering": "wie-betaalt-de-schade",
    "zelfmoord": "113",
    "ik wil dood": "113",
    "ik wil stoppen als raadslid": "samen-thuis nazorg eerste-weken",
    "journalist": "de-pers-belt",
    "brief van gemeente waarschuwing": "waarschuwing",
    "ik mag het gemeentehuis niet meer in": "toegangsverbod",
    "bezwaar maken": "klacht-of-bezwaar",
    "meldpunt opzetten": "meldpunt-in-tien-stappen",
    "agressieprotocol maken": "protocol-in-een-week",
    "veiligheid op de agenda": "veiligheid-op-de-agenda",
    "oefening": "oefening-van-een-uur",
    "presentatie voor de raad": "presentation",
    "zelfscan": "persoonlijke-veiligheid",
    "nieuw raadslid": "nieuw-in-het-ambt",
    "verkiezingen campagne": "verkiezingen-2027",
    "screenshot maken": "bewijs-bewaren bedreiging-in-uw-mail",
    "bericht verwijderd": "bewijs-bewaren",
    "laster": "is-dit-strafbaar",
    "is schelden strafbaar": "is-dit-strafbaar",
    "scholier dreigt": "een-jongere",
    "112": "112",
    "wie kan ik bellen": "ondersteuningsteam wie-helpt politie",
    "met iemand praten": "ondersteuningsteam",
    "verhalen van anderen": "verhalen",
    "statenlid bedreigd wat nu": "stappenplan fractievoorzitters een-hele-groep",
    "stappenplan": "stappenplan",
    "fraude": "misstand huis-voor-klokkenluiders",
    "op huisbezoek alleen": "onderweg",
    "boa bedreigd op straat": "onderweg",
    "een envelop met poeder": "bedreiging-in-uw-mail",
    "ik ben bang": "onveilig-gevoel samen-thuis",
    "onveilig gevoel": "onveilig-gevoel",
    "wat zeg ik tegen de kinderen": "samen-thuis thuis-na-een-incident",
    "mijn partner wil stoppen met politiek": "samen-thuis",
    "hij slaapt niet meer": "eerste-weken",
    "bezoeker weigert te vertrekken": "boos-mens het-gebeurt-nu",
    "klant met mes aan de balie": "boos-mens 112 het-gebeurt-nu",
    "iemand filmt mij": "opnemen-of-filmen",
    "tractoren voor het provinciehuis": "protest",
    "intimidatie door ander statenlid": "iemand-uit-eigen-huis",
    "pizza bezorgd die ik niet bestelde": "stalking",
    "waar kan ik terecht": "wie-helpt",
    "is dit erg genoeg": "erg-genoeg",
    "ik overdrijf misschien": "onveilig-gevoel niet-zeker erg-genoeg",
    "wordt het erger als ik meld": "wordt-het-erger",
    "heeft het zin": "heeft-melden-zin",
    "griffier": "griffiers-en-secretarissen verhaal-van-een-griffier",
    "hoe lang duurt aangifte": "hoe-lang-duurt-het",
    "geheim adres": "adres-uit-het-zicht",
    "drone boven mijn huis": "veiliger-huis protest",
    "emotie of agressie": "emotie-is-geen-agressie",
    "deepfake": "om-wie-u-bent",
    "sextortion": "om-wie-u-bent",
    "chantage": "om-wie-u-bent",
    "nummer aangifte": "melding-of-aangifte",
    "pandverbod": "toegang-ontzeggen",
    "ontzegging": "toegang-ontzeggen",
    "gevolgd worden": "stalking",
    "wordt gevolgd": "stalking",
    "auto in brand": "ruit-of-auto-vernield",
    "steen door ruit": "ruit-of-auto-vernield",
    "bomdreiging": "brand-of-explosief",
    "vuurwerk door de brievenbus": "brand-of-explosief",
    "handgranaat": "brand-of-explosief",
    "dpia": "meldpunt-en-privacy",
    "verwerkersovereenkomst": "meldpunt-en-privacy meldpunt-in-tien-stappen",
}
# Every so manieth typing error is tried: all of them take twenty seconds.
STEP = 17
FOUND_DESPITE_ERRORS = 0.97


@pytest.mark.parametrize("words", QUESTIONS)
def test_the_right_page_is_among_the_first_three(words: str) -> None:
    assert set(first(words, 3)) & set(QUESTIONS[words].split())


def test_there_are_many_words_for_what_our_pages_call_otherwise() -> None:
    assert len(synonyms()) >= 60


@pytest.mark.parametrize("group", synonyms(), ids=lambda group: group.said[0])
def test_other_words_for_it_find_a_page_and_a_page_with_the_word_itself_comes_first(group: Group) -> None:
    assert all(found(meant).whole and found(meant).entries for meant in group.meant)
    for said in (group.said[0], group.said[-1]):
        lines = found(said).entries
        have_it = [has(said, one.title, *one.situations, one.summary, one.body) for one in lines]
        assert lines
        assert have_it == sorted(have_it, reverse=True)


def has(said: str, *texts: str) -> bool:
    text = indexed("\n".join(texts))
    return all(fit(text, word) for word in words_of(said))


def test_a_page_stays_in_the_first_five_when_a_word_of_its_title_is_misspelled() -> None:
    kept = [name in first(error, 5) for name, error in list(misspelled())[::STEP]]

    assert len(kept) > 200
    assert sum(kept) / len(kept) >= FOUND_DESPITE_ERRORS


def misspelled() -> Iterator[tuple[str, str]]:
    """Each page with words of its title that find it, a letter dropped, doubled, or turned round with the next."""
    for entry in entries():
        name = name_of(entry)
        for word in words_of(entry.title):
            if len(word) > 4 and word not in PASSING and name in first(word, 5):
                yield from ((name, error) for error in dict.fromkeys(errors(word)))


def errors(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        if after[:1] not in ("", letter):
            yield before + after[0] + letter + after[1:]


@pytest.mark.parametrize(("words", "near"), [("bedreigingsmail", "bedreiging"), ("steen", "steun")])
def test_a_word_made_of_others_or_one_that_stands_in_a_longer_one_is_taken_for_no_typing_error(
    words: str, near: str
) -> None:
    assert found(words).unknown == {}
    assert near not in found(words).beside


def test_a_word_that_was_almost_typed_is_said_and_never_goes_before_the_word_itself() -> None:
    assert found("stalkng").unknown == {"stalkng": ["stalking"]}
    assert found("stalking").unknown == {}
    # `gewoonte` and `gewone` are near `gewoon`; pages with the word come first.
    assert all(has("gewoon", one.title, *one.situations, one.summary, one.body) for one in found("gewoon").entries)
