"""Every address of the site × every role: what each gets, for GET and for POST.

One line per address and method. An address that is not in the table fails the test, and so does a line
without an address. The nine columns, each an HTTP status:

    anon   nobody is logged in                         302: to the login page
    off    beleidsmedewerker of the municipality
    coo    coördinator of the municipality
    read   lezer of the municipality
    else   coördinator of another municipality, in another province
    adv    adviseur of the province
    adv2   adviseur of another province
    beh    beheerder
    gst    meewerker of the municipality, who was given the visie of Vertalen

404: it does not exist for this person. 403: it does, but not for this role. 405: not with this method.
A POST sends an empty form unless POSTED holds one: 200 then means "the form comes back, with what is wrong".

To add an address: one line in TABLE (access_public.py and access_without_municipality.py have parts of it); for a new
argument in an address one line in World.arguments, in access_world.py.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.access_public import PUBLIC
from tests.access_table import read_table
from tests.access_without_municipality import WITHOUT_MUNICIPALITY
from tests.access_world import PATTERNS, World

pytestmark = pytest.mark.django_db

ROLES = ("anon", "off", "coo", "read", "else", "adv", "adv2", "beh", "gst")

# fmt: off
TABLE = """
                                               anon off  coo  read else adv  adv2 beh  gst

# making: the page that waits is for who asked for the file alone, here the beleidsmedewerker
made_file                               GET    302  200  404  404  404  404  404  404  404
made_file                               POST   302  302  404  404  404  404  404  404  404

# municipalities: the people of one municipality, and inviting in the whole country
people                                  GET    302  403  200  403  404  403  404  200  403
people                                  POST   302  403  200  403  404  403  404  200  403
change_role                             GET    302  403  200  403  404  403  404  200  403
change_role                             POST   302  403  200  403  404  403  404  200  403
remove_member                           GET    302  403  200  403  404  403  404  200  403
remove_member                           POST   302  403  302  403  404  403  404  302  403
withdraw_invitation                     GET    302  405  405  405  405  405  405  405  405
withdraw_invitation                     POST   302  403  302  403  404  403  404  302  403
resend_invitation                       GET    302  405  405  405  405  405  405  405  405
resend_invitation                       POST   302  403  302  403  404  403  404  302  403
invite_anyone                           GET    302  403  403  403  403  403  403  200  403
invite_anyone                           POST   302  403  403  403  403  403  403  200  403
withdraw_any_invitation                 GET    302  405  405  405  405  405  405  405  405
withdraw_any_invitation                 POST   302  403  403  403  403  403  403  302  403
resend_any_invitation                   GET    302  405  405  405  405  405  405  405  405
resend_any_invitation                   POST   302  403  403  403  403  403  403  302  403
accept_invitation                       GET    200  403  403  403  403  403  403  403  403
accept_invitation                       POST   200  403  403  403  403  403  403  403  403

# assessments
start                                   GET    302  302  302  302  302  302  302  200  302
start                                   POST   302  405  405  405  405  405  405  405  405
municipality                            GET    302  200  200  200  404  200  404  200  200
municipality                            POST   302  405  405  405  405  405  405  405  405
assessment                              GET    302  200  200  302  404  302  404  302  302
assessment                              POST   302  405  405  405  405  405  405  405  405
basisfunctie                            GET    302  302  302  403  404  403  404  403  302
basisfunctie                            POST   302  405  405  405  405  405  405  405  405
step                                    GET    302  200  200  403  404  403  404  403  200
step                                    POST   302  302  302  403  404  403  404  403  302
key_figures                             GET    302  200  200  403  404  403  404  403  302
key_figures                             POST   302  302  302  403  404  403  404  403  403
remarks                                 GET    302  200  200  403  404  403  404  403  403
remarks                                 POST   302  200  200  403  404  403  404  403  403
settle_remarks                          GET    302  405  405  405  405  405  405  405  405
settle_remarks                          POST   302  302  302  403  404  403  404  403  403
withdraw_remark                         GET    302  405  405  405  405  405  405  405  405
withdraw_remark                         POST   302  302  403  403  404  403  404  403  403
# evidence: a file that was not submitted exists for who fills in only
evidence                                GET    302  200  200  403  404  403  404  403  200
evidence                                POST   302  200  200  403  404  403  404  403  200
remove_evidence                         GET    302  405  405  405  405  405  405  405  405
remove_evidence                         POST   302  302  302  403  404  403  404  403  302
evidence_file                           GET    302  200  200  404  404  404  404  404  200
evidence_file                           POST   302  405  405  405  405  405  405  405  405
key_figures_history                     GET    302  200  200  403  404  403  404  403  403
key_figures_history                     POST   302  404  404  403  404  403  404  403  403
history                                 GET    302  200  200  403  404  403  404  403  200
history                                 POST   302  404  404  403  404  403  404  403  404
presence                                GET    302  405  405  405  405  405  405  405  405
presence                                POST   302  200  200  403  404  403  404  403  200
overview                                GET    302  200  200  403  404  403  404  403  200
overview                                POST   302  405  405  405  405  405  405  405  405
carry_over                              GET    302  200  200  403  404  403  404  403  403
carry_over                              POST   302  302  302  403  404  403  404  403  403
start_blank                             GET    302  405  405  405  405  405  405  405  405
start_blank                             POST   302  302  302  403  404  403  404  403  403
take_step                               GET    302  405  405  405  405  405  405  405  405
take_step                               POST   302  403  302  403  404  403  404  403  403
submission                              GET    302  200  200  200  404  200  404  200  403
submission                              POST   302  405  405  405  405  405  405  405  405
steps_log                               GET    302  403  403  403  403  403  403  200  403
steps_log                               POST   302  405  405  405  405  405  405  405  405
submissions                             GET    302  200  200  200  404  200  404  200  403
submissions                             POST   302  405  405  405  405  405  405  405  405
# nothing was handed in this year
submission_copy                         GET    302  404  404  404  404  404  404  404  403
submission_copy                         POST   302  405  405  405  405  405  405  405  405
submission_json                         GET    302  404  404  404  404  404  404  404  403
submission_json                         POST   302  405  405  405  405  405  405  405  405
difference                              GET    302  200  200  200  404  200  404  200  403
difference                              POST   302  405  405  405  405  405  405  405  405
divide                                  GET    302  403  200  403  404  403  404  403  403
divide                                  POST   302  403  200  403  404  403  404  403  403
remind                                  GET    302  405  405  405  405  405  405  405  405
remind                                  POST   302  403  302  403  404  403  404  403  403
take_over                               GET    302  405  405  405  405  405  405  405  405
take_over                               POST   302  403  302  403  404  403  404  403  403
withdraw_part                           GET    302  405  405  405  405  405  405  405  405
withdraw_part                           POST   302  403  302  403  404  403  404  403  403
my_part                                 GET    302  200  200  403  404  403  404  403  200
my_part                                 POST   302  405  405  405  405  405  405  405  405
hand_back                               GET    302  405  405  405  405  405  405  405  405
hand_back                               POST   302  302  302  403  404  403  404  403  302
take_back                               GET    302  405  405  405  405  405  405  405  405
take_back                               POST   302  302  302  403  404  403  404  403  403
handover                                GET    302  200  200  403  404  403  404  403  403
handover                                POST   302  405  405  405  405  405  405  405  405
hand_over                               GET    302  403  200  403  404  403  404  403  403
hand_over                               POST   302  403  200  403  404  403  404  403  403
reviewer                                GET    302  403  403  403  404  200  404  403  403
reviewer                                POST   302  403  403  403  404  200  404  403  403
take_review                             GET    302  405  405  405  405  405  405  405  405
take_review                             POST   302  403  403  403  404  302  404  403  403
take_over_review                        GET    302  405  405  405  405  405  405  405  405
take_over_review                        POST   302  403  403  403  404  302  404  403  403
put_back_review                         GET    302  405  405  405  405  405  405  405  405
put_back_review                         POST   302  403  403  403  404  302  404  403  403
# the beheerder alone
monitor                                 GET    302  403  403  403  403  403  403  200  403
monitor                                 POST   302  405  405  405  405  405  405  405  405
monitor_csv                             GET    302  403  403  403  403  403  403  200  403
monitor_csv                             POST   302  405  405  405  405  405  405  405  405
advisers                                GET    302  403  403  403  403  403  403  200  403
advisers                                POST   302  405  405  405  405  405  405  405  405
adviser                                 GET    302  403  403  403  403  403  403  200  403
adviser                                 POST   302  403  403  403  403  403  403  200  403
withdraw_place                          GET    302  403  403  403  403  403  403  200  403
withdraw_place                          POST   302  403  403  403  403  403  403  302  403
rounds                                  GET    302  403  403  403  403  403  403  200  403
rounds                                  POST   302  405  405  405  405  405  405  405  405
new_round                               GET    302  403  403  403  403  403  403  200  403
new_round                               POST   302  403  403  403  403  403  403  200  403
round                                   GET    302  403  403  403  403  403  403  200  403
round                                   POST   302  403  403  403  403  403  403  200  403
close_round                             GET    302  403  403  403  403  403  403  200  403
close_round                             POST   302  403  403  403  403  403  403  302  403
let_join                                GET    302  405  405  405  405  405  405  405  405
let_join                                POST   302  403  403  403  403  403  403  302  403
remove_round                            GET    302  403  403  403  403  403  403  200  403
remove_round                            POST   302  403  403  403  403  403  403  302  403
national                                GET    302  404  404  404  404  200  200  200  404
national                                POST   302  405  405  405  405  405  405  405  405
national_report                         GET    302  404  404  404  404  404  404  404  404
national_report                         POST   302  405  405  405  405  405  405  405  405
# open data: for everybody
national_data                           GET    200  200  200  200  200  200  200  200  200
national_data                           POST   405  405  405  405  405  405  405  405  405
national_json                           GET    200  200  200  200  200  200  200  200  200
national_json                           POST   405  405  405  405  405  405  405  405  405
national_csv                            GET    200  200  200  200  200  200  200  200  200
national_csv                            POST   405  405  405  405  405  405  405  405  405
national_schema                         GET    200  200  200  200  200  200  200  200  200
national_schema                         POST   405  405  405  405  405  405  405  405  405
worklist                                GET    302  404  404  404  404  200  200  200  404
worklist                                POST   302  405  405  405  405  405  405  405  405
thread                                  GET    302  200  200  403  404  403  404  403  200
thread                                  POST   302  405  405  405  405  405  405  405  405
thread_of                               GET    302  200  200  403  404  403  404  403  200
thread_of                               POST   302  405  405  405  405  405  405  405  405

# improvement: actions are read by who reads what was submitted, and changed by who fills in
actions                                 GET    302  200  200  200  404  200  404  200  403
actions                                 POST   302  405  405  405  405  405  405  405  405
actions_csv                             GET    302  200  200  200  404  200  404  200  403
actions_csv                             POST   302  405  405  405  405  405  405  405  405
new_action                              GET    302  200  200  403  404  403  404  403  403
new_action                              POST   302  200  200  403  404  403  404  403  403
action                                  GET    302  200  200  200  404  200  404  200  403
action                                  POST   302  302  302  403  404  403  404  403  403
action_status                           GET    302  405  405  405  405  405  405  405  405
action_status                           POST   302  302  302  403  404  403  404  403  403
action_note                             GET    302  405  405  405  405  405  405  405  405
action_note                             POST   302  200  200  403  404  403  404  403  403
withdraw_action_note                    GET    302  405  405  405  405  405  405  405  405
withdraw_action_note                    POST   302  302  403  403  404  403  404  403  403
remove_action                           GET    302  405  405  405  405  405  405  405  405
remove_action                           POST   302  302  302  403  404  403  404  403  403
earlier_actions                         GET    302  200  200  200  404  200  404  200  403
earlier_actions                         POST   302  302  302  403  404  403  404  403  403
evaluation                              GET    302  403  302  403  404  403  404  403  403
evaluation                              POST   302  403  302  403  404  403  404  403  403
decline_evaluation                      GET    302  405  405  405  405  405  405  405  405
decline_evaluation                      POST   302  403  302  403  404  403  404  403  403
evaluations                             GET    302  404  404  404  404  200  200  200  404
evaluations                             POST   302  405  405  405  405  405  405  405  405
# reviewing: the adviser writes, who fills in answers, and nobody else reads it
review                                  GET    302  403  403  403  404  302  404  403  403
review                                  POST   302  405  405  405  405  405  405  405  405
review_note                             GET    302  405  405  405  405  405  405  405  405
review_note                             POST   302  403  403  403  404  302  404  403  403
draft_remark                            GET    302  405  405  405  405  405  405  405  405
draft_remark                            POST   302  403  403  403  404  409  404  403  403
adviser_level                           GET    302  405  405  405  405  405  405  405  405
adviser_level                           POST   302  403  403  403  404  409  404  403  403
supplement_point                        GET    302  405  405  405  405  405  405  405  405
supplement_point                        POST   302  403  403  403  404  409  404  403  403
send_remarks                            GET    302  403  403  403  404  200  404  403  403
send_remarks                            POST   302  403  403  403  404  302  404  403  403
ask_supplement                          GET    302  403  403  403  404  200  404  403  403
ask_supplement                          POST   302  403  403  403  404  200  404  403  403
adviser_remarks                         GET    302  200  200  403  404  200  404  403  403
adviser_remarks                         POST   302  405  405  405  405  405  405  405  405
supplement                              GET    302  200  200  403  404  200  404  403  403
supplement                              POST   302  405  405  405  405  405  405  405  405
settle_thread                           GET    302  405  405  405  405  405  405  405  405
settle_thread                           POST   302  302  302  403  404  302  404  403  403
adviser_thread                          GET    302  200  200  403  404  403  404  403  200
adviser_thread                          POST   302  200  200  403  404  403  404  403  200
respond_level                           GET    302  200  200  403  404  403  404  403  403
respond_level                           POST   302  409  409  403  404  403  404  403  403
answer_point                            GET    302  405  405  405  405  405  405  405  405
answer_point                            POST   302  409  409  403  404  403  404  403  403
# improvement: a draft is for its advisers alone; the practice is a draft of the municipality
advice                                  GET    302  200  200  200  404  200  404  200  403
advice                                  POST   302  405  405  405  405  405  405  405  405
answer_advice                           GET    302  302  302  403  404  403  404  403  403
answer_advice                           POST   302  302  302  403  404  403  404  403  403
check_advice                            GET    302  403  403  403  404  200  404  403  403
check_advice                            POST   302  403  403  403  404  302  404  403  403
advice_history                          GET    302  403  403  403  404  200  404  403  403
advice_history                          POST   302  405  405  405  405  405  405  405  405
write_advice                            GET    302  403  403  403  404  302  404  403  403
write_advice                            POST   302  403  403  403  404  409  404  403  403
send_advice                             GET    302  405  405  405  405  405  405  405  405
send_advice                             POST   302  403  403  403  404  302  404  403  403
choose_practice                         GET    302  403  403  403  404  200  404  403  403
choose_practice                         POST   302  403  403  403  404  302  404  403  403
practices                               GET    302  200  200  200  200  200  200  200  200
practices                               POST   302  405  405  405  405  405  405  405  405
practice                                GET    302  200  200  404  404  404  404  404  404
practice                                POST   302  405  405  405  405  405  405  405  405
edit_practice                           GET    302  200  200  404  404  404  404  404  404
edit_practice                           POST   302  302  302  404  404  404  404  404  404
practice_step                           GET    302  405  405  405  405  405  405  405  405
practice_step                           POST   302  403  302  404  404  404  404  404  404
new_practice                            GET    302  403  403  403  403  200  200  200  403
new_practice                            POST   302  403  403  403  403  200  200  200  403
offer_practice                          GET    302  200  200  403  404  403  404  403  403
offer_practice                          POST   302  200  200  403  404  403  404  403  403

check                                   GET    200  200  200  200  200  200  200  200  200
check                                   POST   200  200  200  200  200  200  200  200  200
# all reports of a round: for who reviews; 302: to the page that waits
round_reports                           GET    302  404  404  404  404  200  200  200  404
round_reports                           POST   302  405  405  405  405  405  405  405  405
make_reports_again                      GET    302  405  405  405  405  405  405  405  405
make_reports_again                      POST   302  403  403  403  403  403  403  302  403
round_zip                               GET    302  404  404  404  404  404  404  404  404
round_zip                               POST   302  405  405  405  405  405  405  405  405

# reports: without a submission only who fills in has something to download; 302: to the page that waits for the file
report                                  GET    302  200  200  200  404  200  404  200  403
report                                  POST   302  405  405  405  405  405  405  405  405
report_pdf                              GET    302  302  302  404  404  404  404  404  403
report_settings                         GET    302  200  200  403  404  403  404  403  403
report_settings                         POST   302  302  302  403  404  403  404  403  403
questionnaire                           GET    302  302  302  403  404  403  404  403  403
questionnaire                           POST   302  405  405  405  405  405  405  405  405
report_pdf                              POST   302  405  405  405  405  405  405  405  405
public_summary                          GET    302  302  302  404  404  404  404  404  403
public_summary                          POST   302  405  405  405  405  405  405  405  405
council_letter                          GET    302  302  302  404  404  404  404  404  403
council_letter                          POST   302  405  405  405  405  405  405  405  405
follow_up_pdf                           GET    302  404  404  404  404  404  404  404  403
follow_up_pdf                           POST   302  405  405  405  405  405  405  405  405
handover_pdf                            GET    302  302  302  403  404  403  404  403  403
handover_pdf                            POST   302  405  405  405  405  405  405  405  405

# comparison: of others only whole groups
compare                                 GET    302  200  200  200  404  200  404  200  403
compare                                 POST   302  405  405  405  405  405  405  405  405
compare_others                          GET    302  200  200  200  404  200  404  200  403
compare_others                          POST   302  405  405  405  405  405  405  405  405
# by name: an agreement of two municipalities, for their own people
compare_named                           GET    302  200  200  200  404  403  404  403  403
compare_named                           POST   302  403  200  403  404  403  404  403  403
accept_comparing                        GET    302  405  405  405  405  405  405  405  405
accept_comparing                        POST   302  403  302  403  404  403  404  403  403
end_comparing                           GET    302  405  405  405  405  405  405  405  405
end_comparing                           POST   302  403  302  403  404  403  404  403  403
compare_with                            GET    302  200  200  200  404  403  404  403  403
compare_with                            POST   302  405  405  405  405  405  405  405  405

# exports: a file of many municipalities exists for who asked for it alone, here the adviseur
data                                    GET    302  200  200  200  404  200  404  200  403
data                                    POST   302  405  405  405  405  405  405  405  405
data_file                               GET    302  200  200  404  404  404  404  404  403
data_file                               POST   302  405  405  405  405  405  405  405  405
data_schema                             GET    200  200  200  200  200  200  200  200  200
data_schema                             POST   405  405  405  405  405  405  405  405  405
exports                                 GET    302  404  404  404  404  200  200  200  404
exports                                 POST   302  404  404  404  404  200  200  200  404
export_file                             GET    302  404  404  404  404  200  404  404  404
export_file                             POST   302  405  405  405  405  405  405  405  405
retry_export                            GET    302  405  405  405  405  405  405  405  405
retry_export                            POST   302  404  404  404  404  302  404  404  404
remove_export                           GET    302  405  405  405  405  405  405  405  405
remove_export                           POST   302  404  404  404  404  302  404  404  404
"""
# fmt: on

# What a POST sends, where an empty form is not what one wants to know about.
POSTED: dict[str, dict[str, str]] = {"presence": {"pagina": "vertalen/visie"}}


LINES = read_table(TABLE + PUBLIC + WITHOUT_MUNICIPALITY)


def test_every_address_is_in_the_table_with_both_methods():
    listed = [(line.name, line.method) for line in LINES]
    assert len(listed) == len(set(listed)), "a line stands in the table twice"
    assert sorted(listed) == sorted((name, method) for name in PATTERNS for method in ("GET", "POST"))


def test_no_address_takes_a_year_that_the_database_can_t_look_for(client):
    world = World()
    year = f"/{world.arguments['year']}"
    with_year = [address for name in PATTERNS if year in (address := world.address(name))]
    assert len(with_year) > 50
    for address in with_year:
        with pytest.raises(Resolver404):
            resolve(address.replace(year, "/9999999999"))
    client.force_login(world.people["coo"])
    assert client.get(with_year[0].replace(year, "/9999999999")).status_code == 404


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_role_gets_what_the_table_says(line):
    world = World()
    url = world.address(line.name)
    got = {}
    for role, user in world.people.items():
        # Each role finds the world as it was: what one did is rolled back before the next.
        with transaction.atomic():
            client = Client()
            if user:
                client.force_login(user)
            send = client.post if line.method == "POST" else client.get
            got[role] = send(url, POSTED.get(line.name) if line.method == "POST" else None).status_code
            transaction.set_rollback(True)
    assert got == dict(zip(ROLES, line.statuses, strict=True))
