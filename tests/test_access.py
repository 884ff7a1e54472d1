"""The access table: every address, by every kind of person. An address without a row fails."""

import uuid

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from balans.accounts.models import Share
from balans.accounts.person import write_cookie
from balans.accounts.staff.models import Role
from balans.accounts.staff.tests.people import become, set_up_app
from balans.accounts.tests.letters import person_behind, sign_in
from balans.diary.attachment import Attachment
from balans.diary.models import Memory
from balans.diary.tests.photos import photo
from balans.diary.tests.sounds import webm
from balans.directory.models import KeptOffer
from balans.directory.tests.offers import publish
from balans.groups.actions import join
from balans.groups.listed.tests.lists import list_group
from balans.groups.models import Group
from balans.groups.tests.series import begin
from balans.plans.models import KeptPlan
from balans.questionnaires.models import Attempt

pytestmark = pytest.mark.django_db
ID = "the attempt of anna"
OTHER = "an earlier attempt of anna"
CHECK = "a check of anna"
OTHER_CHECK = "an earlier check of anna"
PLAN = "the plan of anna"
MEMORY = "a memory of anna"
SHARE = "what anna shares"
TOKEN = "the secret of her link"
PHOTO = "a photo of that memory"
SOUND = "a recording of that memory"
LOCAL = "a local offer"
KEPT = "what anna kept"
LISTED = "a listed group"
GROUP = "a group that anna takes part in"
MEETING = "its first meeting"
CODE = "its code"
NOTHING = str(uuid.uuid4())

# name: (arguments, a visitor without anything, a stranger who is a guest, anna whose it is)
TABLE: dict[str, tuple[list[str], int, int, int]] = {
    "health": ([], 200, 200, 200),
    "manifest": ([], 200, 200, 200),
    "service_worker": ([], 200, 200, 200),
    "robots": ([], 200, 200, 200),
    "security_txt": ([], 404, 404, 404),
    "sitemap": ([], 200, 200, 200),
    "favicon": ([], 301, 301, 301),
    "pages:home": ([], 200, 200, 200),
    "pages:about": ([], 200, 200, 200),
    "pages:privacy": ([], 200, 200, 200),
    "pages:accessibility": ([], 200, 200, 200),
    "pages:offline": ([], 200, 200, 200),
    "directory:talk_now": ([], 200, 200, 200),
    "directory:index": ([], 200, 200, 200),
    "directory:need": (["nacht-slapen"], 200, 200, 200),
    "directory:offer": (["respijtzorg"], 200, 200, 200),
    "directory:place": ([], 200, 200, 200),
    "directory:forget_place": ([], 405, 405, 405),
    "directory:offers": ([], 200, 200, 200),
    "directory:offer_pdf": (["respijtzorg"], 200, 200, 200),
    "directory:keep": (["respijtzorg"], 200, 200, 200),
    "directory:report": (["respijtzorg"], 200, 200, 200),
    "directory:local": ([LOCAL], 200, 200, 200),
    "directory:local_pdf": ([LOCAL], 200, 200, 200),
    "directory:keep_local": ([LOCAL], 200, 200, 200),
    "directory:report_local": ([LOCAL], 200, 200, 200),
    "directory:report_thanks": ([], 200, 200, 200),
    "directory:kept": ([], 200, 200, 200),
    "directory:kept_pdf": ([], 404, 404, 200),
    "directory:kept_offer": ([KEPT], 404, 404, 200),
    "directory:kept_erase": ([KEPT], 404, 404, 200),
    "articles:index": ([], 200, 200, 200),
    "articles:theme": (["jij"], 200, 200, 200),
    "articles:pathway": (["net-gehoord"], 200, 200, 200),
    "articles:article": (["jij", "slapen"], 200, 200, 200),
    "articles:pdf": (["jij", "slapen"], 200, 200, 200),
    "api_explained": ([], 200, 200, 200),
    "api:openapi": ([], 200, 200, 200),
    "api:root": ([], 200, 200, 200),
    "api:services": ([], 200, 200, 200),
    "api:service": ([NOTHING], 404, 404, 404),
    "api:organizations": ([], 200, 200, 200),
    "api:organization": ([NOTHING], 404, 404, 404),
    "api:taxonomies": ([], 200, 200, 200),
    "api:taxonomy": ([NOTHING], 404, 404, 404),
    "api:taxonomy_terms": ([], 200, 200, 200),
    "api:taxonomy_term": ([NOTHING], 404, 404, 404),
    "api:service_at_locations": ([], 200, 200, 200),
    "api:service_at_location": ([NOTHING], 404, 404, 404),
    "api:articles": ([], 200, 200, 200),
    "api:article": (["respijtzorg"], 200, 200, 200),
    "api:themes": ([], 200, 200, 200),
    "api:pathways": ([], 200, 200, 200),
    "api:needs": ([], 200, 200, 200),
    "api:exercises": ([], 200, 200, 200),
    "api:helplines": ([], 200, 200, 200),
    "api:fhir_metadata": ([], 200, 200, 200),
    "api:fhir_questionnaires": ([], 200, 200, 200),
    "api:fhir_questionnaire": (["csi.v1"], 200, 200, 200),
    "api:export_services_json": ([], 200, 200, 200),
    "api:export_services_csv": ([], 200, 200, 200),
    "api:export_services_zip": ([], 200, 200, 200),
    "api:export_articles_json": ([], 200, 200, 200),
    "accounts:mine": ([], 200, 200, 200),
    "accounts:everything": ([], 302, 200, 200),
    "accounts:put_away": ([], 405, 405, 405),
    "accounts:details": ([], 200, 200, 200),
    "accounts:take_along": ([], 200, 200, 200),
    "accounts:parcel": ([], 302, 200, 200),
    "accounts:erase": ([], 200, 200, 200),
    "accounts:erased": ([], 200, 200, 200),
    "grief:died": ([], 200, 200, 200),
    "grief:take_back": ([], 302, 302, 302),
    "grief:care_again": ([], 302, 302, 302),
    "grief:first_days": ([], 301, 301, 301),
    "grief:mourning": ([], 301, 301, 301),
    "accounts:keep": ([], 200, 200, 200),
    "accounts:sign_in": ([], 200, 200, 200),
    "accounts:code": ([], 302, 302, 302),
    "accounts:with_password": ([], 200, 200, 200),
    "accounts:with_recovery": ([], 200, 200, 200),
    "accounts:use_passkey": ([], 405, 405, 405),
    "accounts:sign_out": ([], 405, 405, 405),
    "accounts:signed_out": ([], 200, 200, 200),
    "accounts:account": ([], 302, 302, 302),
    "accounts:prove": ([], 302, 302, 302),
    "accounts:devices": ([], 302, 302, 302),
    "accounts:address": ([], 302, 302, 302),
    "accounts:address_code": ([], 302, 302, 302),
    "accounts:password": ([], 302, 302, 302),
    "accounts:recovery": ([], 302, 302, 302),
    "accounts:recovery_sheet": ([], 405, 405, 405),
    "accounts:make_passkey": ([], 405, 405, 405),
    "accounts:remove_passkey": ([], 405, 405, 405),
    "staff:second_step": ([], 302, 302, 302),
    "staff:set_up": ([], 302, 302, 302),
    "staff:with_passkey": ([], 405, 405, 405),
    "staff:turn_off": ([], 405, 405, 405),
    "staff:organisation": ([], 405, 405, 405),
    "staff:organisation_back": ([], 404, 404, 404),
    "administration:index": ([], 404, 404, 404),
    "state:index": ([], 404, 404, 404),
    # Only from the machine itself, or with a token; only when the host publishes them.
    "measuring:metrics": ([], 404, 404, 404),
    "figures:index": ([], 404, 404, 404),
    "figures:days_csv": ([], 404, 404, 404),
    "figures:months_csv": ([], 404, 404, 404),
    "figures:json": ([], 404, 404, 404),
    "editing:index": ([], 404, 404, 404),
    "editing:assure": ([], 404, 404, 404),
    "editing:assure_one": ([], 404, 404, 404),
    "editing:national": ([], 404, 404, 404),
    "editing:report": ([NOTHING], 404, 404, 404),
    "editing:four_eyes": ([], 404, 404, 404),
    "editing:new": ([], 404, 404, 404),
    "editing:imports": ([], 404, 404, 404),
    "editing:explained": ([], 404, 404, 404),
    "editing:template": ([], 404, 404, 404),
    "editing:import": ([NOTHING], 404, 404, 404),
    "editing:accept_some": ([], 404, 404, 404),
    "editing:offer": ([NOTHING], 404, 404, 404),
    "editing:change": ([NOTHING], 404, 404, 404),
    "editing:retire": ([NOTHING], 404, 404, 404),
    "editing:back": ([NOTHING], 404, 404, 404),
    "editing:history": ([NOTHING], 404, 404, 404),
    "editing:proposal": ([NOTHING], 404, 404, 404),
    "accounts:sharing": ([], 200, 200, 200),
    "accounts:share_end": ([SHARE], 404, 404, 200),
    "accounts:share_stop": ([SHARE], 404, 404, 200),
    "accounts:share_wipe": ([SHARE], 404, 404, 302),
    "accounts:shared": ([TOKEN], 200, 200, 200),
    "diary:share": ([MEMORY], 404, 404, 200),
    "diary:shared_picture_large": ([TOKEN, NOTHING], 404, 404, 404),
    "diary:shared_picture_small": ([TOKEN, NOTHING], 404, 404, 404),
    "diary:shared_recording": ([TOKEN, NOTHING], 404, 404, 404),
    "search:index": ([], 200, 200, 200),
    "search:suggestions": ([], 200, 200, 200),
    "outreach:index": ([], 200, 200, 200),
    "outreach:material": (["flyer"], 200, 200, 200),
    "outreach:pdf": (["flyer", "a5"], 200, 200, 200),
    "groups:slides_pdf": ([], 200, 200, 200),
    "groups:slides_pptx": ([], 200, 200, 200),
    "groups:materials": ([NOTHING], 404, 404, 404),
    "groups:material": ([NOTHING, "flyer"], 404, 404, 404),
    "groups:material_pdf": ([NOTHING, "flyer"], 404, 404, 404),
    "groups:paper": ([NOTHING, "tips"], 404, 404, 404),
    "groups:paper_pdf": ([NOTHING, "tips"], 404, 404, 404),
    "groups:group_slides_pdf": ([NOTHING], 404, 404, 404),
    "groups:group_slides_pptx": ([NOTHING], 404, 404, 404),
    "groups:plan_paper": ([NOTHING], 404, 404, 404),
    "groups:evaluation_paper": ([NOTHING], 404, 404, 404),
    "groups:attendance_paper": ([NOTHING], 404, 404, 404),
    "walkthroughs:first": (["grenzen"], 200, 200, 200),
    "walkthroughs:scene": (["grenzen", 2], 200, 200, 200),
    "walkthroughs:whole": (["grenzen"], 200, 200, 200),
    "walkthroughs:pdf": (["grenzen"], 200, 200, 200),
    "ui:reading": ([], 200, 200, 200),
    "ui:gallery": ([], 200, 200, 200),
    "demo:index": ([], 200, 200, 200),
    "demo:mailbox": ([], 200, 200, 200),
    "demo:mail": (["0"], 404, 404, 404),
    "demo:become": (["greet"], 302, 302, 302),
    "diary:book": ([], 200, 200, 200),
    "diary:book_memories": ([], 404, 404, 200),
    "diary:book_order": ([], 404, 404, 200),
    "diary:book_cover": ([], 404, 404, 200),
    "diary:book_make": ([], 405, 405, 405),
    "diary:book_pdf": ([], 404, 404, 404),
    "diary:book_erase": ([], 404, 404, 200),
    "diary:index": ([], 200, 200, 200),
    "diary:new": ([], 200, 200, 200),
    "diary:new_draft": ([], 302, 302, 302),
    "diary:good_things": ([], 200, 200, 200),
    "diary:questions": ([], 200, 200, 200),
    "diary:search": ([], 200, 200, 200),
    "diary:memory": ([MEMORY], 404, 404, 200),
    "diary:change": ([MEMORY], 404, 404, 200),
    "diary:draft": ([MEMORY], 404, 404, 200),
    "diary:choose": ([MEMORY], 404, 404, 302),
    "diary:erase": ([MEMORY], 404, 404, 200),
    "diary:photo": ([MEMORY, PHOTO], 404, 404, 200),
    "diary:picture_large": ([MEMORY, PHOTO], 404, 404, 200),
    "diary:picture_small": ([MEMORY, PHOTO], 404, 404, 200),
    "diary:recording": ([MEMORY, SOUND], 404, 404, 200),
    "plans:index": ([], 200, 200, 200),
    "plans:new": ([], 200, 200, 200),
    "plans:paper": ([], 200, 200, 200),
    "feed": (["abc"], 404, 404, 404),
    "plans:agenda": ([], 200, 200, 200),
    "reminders:choose": ([], 200, 200, 200),
    "reminders:stop": (["abc"], 200, 200, 200),
    "reminders:moved": ([], 308, 308, 308),
    "reminders:stop_before": (["abc"], 200, 200, 200),
    "plans:plan": ([PLAN], 404, 404, 200),
    "plans:add": ([PLAN], 404, 404, 302),
    "plans:smaller": ([PLAN], 404, 404, 302),
    "plans:change": ([PLAN], 404, 404, 200),
    "plans:step": ([PLAN], 404, 404, 302),
    "plans:look": ([PLAN], 404, 404, 200),
    "plans:erase": ([PLAN], 404, 404, 200),
    "plans:pdf": ([PLAN], 404, 404, 200),
    "plans:calendar": ([PLAN], 404, 404, 404),
    "questionnaires:index": ([], 200, 200, 200),
    "questionnaires:introduction": (["grenzen"], 200, 200, 200),
    "questionnaires:begin": (["grenzen"], 200, 200, 200),
    "questionnaires:paper": (["grenzen"], 200, 200, 200),
    "questionnaires:resume": (["grenzen", ID], 404, 404, 302),
    "questionnaires:step": (["grenzen", ID, "wie"], 404, 404, 200),
    "questionnaires:answers": (["grenzen", ID], 404, 404, 200),
    "questionnaires:erase": (["grenzen", ID], 404, 404, 200),
    "questionnaires:outcome": (["grenzen", ID], 404, 404, 200),
    "questionnaires:outcome_pdf": (["grenzen", ID], 404, 404, 200),
    "questionnaires:outcome_fhir": (["grenzen", ID], 404, 404, 200),
    "questionnaires:calendar": (["grenzen", ID], 404, 404, 404),
    "questionnaires:share": (["grenzen", ID], 404, 404, 302),
    "questionnaires:found": ([ID], 404, 404, 302),
    "questionnaires:message": (["grenzen", ID], 404, 404, 302),
    "questionnaires:beside": (["grenzen", ID, OTHER], 404, 404, 200),
    "checks:index": ([], 200, 200, 200),
    "checks:about": ([], 200, 200, 200),
    "checks:put_away": ([], 405, 405, 405),
    "checks:course": (["csi"], 200, 200, 200),
    "checks:course_pdf": (["csi"], 404, 404, 200),
    "checks:introduction": (["csi"], 200, 200, 200),
    "checks:begin": (["csi"], 200, 200, 200),
    "checks:paper": (["csi"], 200, 200, 200),
    "checks:resume": (["csi", CHECK], 404, 404, 302),
    "checks:step": (["csi", CHECK, "stellingen"], 404, 404, 200),
    "checks:answers": (["csi", CHECK], 404, 404, 200),
    "checks:erase": (["csi", CHECK], 404, 404, 200),
    "checks:outcome": (["csi", CHECK], 404, 404, 200),
    "checks:rhythm": (["csi"], 200, 200, 200),
    "checks:rhythm_calendar": (["csi"], 404, 404, 404),
    "checks:outcome_pdf": (["csi", CHECK], 404, 404, 200),
    "checks:outcome_fhir": (["csi", CHECK], 404, 404, 200),
    "checks:beside": (["csi", CHECK, OTHER_CHECK], 404, 404, 200),
    "checks:share": (["csi", CHECK], 404, 404, 200),
    "checks:conversation": (["csi", CHECK], 404, 404, 200),
    "checks:conversation_pdf": (["csi", CHECK], 404, 404, 200),
    "checks:together": (["csi"], 200, 200, 200),
    "checks:take_along": (["csi", CHECK], 404, 404, 200),
    "checks:done": ([], 200, 200, 200),
    "groups:index": ([], 200, 200, 200),
    "groups:find": ([], 200, 200, 200),
    "groups:listed": ([LISTED], 200, 200, 200),
    "groups:listed_logo": ([LISTED], 404, 404, 404),
    "groups:register": ([LISTED], 200, 200, 200),
    "groups:code": ([], 200, 200, 200),
    "groups:join": ([CODE], 200, 200, 302),
    "groups:invited": (["abc"], 404, 404, 404),
    "groups:invite": ([GROUP], 404, 404, 404),
    "groups:mine": ([GROUP], 404, 404, 200),
    "groups:details": ([GROUP], 404, 404, 200),
    "groups:leave": ([GROUP], 404, 404, 200),
    "groups:calendar": ([GROUP], 404, 404, 200),
    "groups:meeting_calendar": ([GROUP, MEETING], 404, 404, 200),
    "groups:reply": ([GROUP, MEETING], 404, 404, 200),
    "groups:bring": ([GROUP, MEETING], 404, 404, 200),
    "groups:stop_reminders": ([NOTHING, "abc"], 200, 200, 200),
    "groups:stop_mail": ([NOTHING, "abc"], 200, 200, 200),
    "groups:meeting": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:meeting_pdf": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:run": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:screen": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:screen_step": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:attendance": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:note": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:brought": ([NOTHING, NOTHING, NOTHING], 404, 404, 404),
    "groups:looks_calendar": ([NOTHING], 404, 404, 404),
    "groups:led": ([], 404, 404, 404),
    "groups:page": ([], 404, 404, 404),
    "groups:logo": ([], 404, 404, 404),
    "groups:begin": ([], 404, 404, 404),
    "groups:take_up": (["abc"], 404, 404, 404),
    "groups:group": ([NOTHING], 404, 404, 404),
    "groups:change": ([NOTHING], 404, 404, 404),
    "groups:listing": ([NOTHING], 404, 404, 404),
    "groups:stop": ([NOTHING], 404, 404, 404),
    "groups:add_meeting": ([NOTHING], 404, 404, 404),
    "groups:members": ([NOTHING], 404, 404, 404),
    "groups:together": ([NOTHING], 404, 404, 404),
    "groups:leave_leading": ([NOTHING], 404, 404, 404),
    "groups:move": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:cancel": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:remove_member": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:admit_member": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:take_off": ([NOTHING, "1"], 404, 404, 404),
    "groups:orphans": ([], 404, 404, 404),
    "groups:scripts": ([], 200, 200, 200),
    "groups:script": (["grenzen"], 200, 200, 200),
    "groups:script_pdf": (["grenzen"], 200, 200, 200),
    "groups:situation": (["hulp-nu"], 200, 200, 200),
    "groups:handout": (["tips"], 200, 200, 200),
    "groups:handout_pdf": (["tips"], 200, 200, 200),
    "groups:own_scripts": ([], 404, 404, 404),
    "groups:own_script_make": (["grenzen"], 404, 404, 404),
    "groups:own_script": ([NOTHING], 404, 404, 404),
    "groups:own_script_pdf": ([NOTHING], 404, 404, 404),
    "groups:own_script_change": ([NOTHING], 404, 404, 404),
    "groups:own_script_history": ([NOTHING], 404, 404, 404),
    "groups:own_script_version": ([NOTHING, "1"], 404, 404, 404),
    "groups:own_script_copy": ([NOTHING], 404, 404, 404),
    "groups:own_script_seen": ([NOTHING], 404, 404, 404),
    "groups:own_script_erase": ([NOTHING], 404, 404, 404),
    "groups:choose_script": ([NOTHING, NOTHING], 404, 404, 404),
    "groups:evaluate": ([NOTHING], 404, 404, 404),
    "groups:evaluate_step": ([NOTHING, "hielp"], 404, 404, 404),
    "groups:evaluate_send": ([NOTHING], 404, 404, 404),
    "groups:after": ([NOTHING], 404, 404, 404),
    "groups:results": ([NOTHING], 404, 404, 404),
    "groups:results_pdf": ([NOTHING], 404, 404, 404),
    "groups:copy_paper": ([NOTHING], 404, 404, 404),
    "groups:summary": ([NOTHING], 404, 404, 404),
    "groups:summary_pdf": ([NOTHING], 404, 404, 404),
    "groups:summary_csv": ([NOTHING], 404, 404, 404),
}

# The same for what is posted: nobody changes or erases what is anna's.
POSTS: dict[str, tuple[list[str], int]] = {
    "api_explained": ([], 405),
    "api:openapi": ([], 405),
    "api:services": ([], 405),
    "api:service": ([NOTHING], 405),
    "api:export_services_json": ([], 405),
    "staff:second_step": ([], 302),
    "staff:set_up": ([], 302),
    "staff:with_passkey": ([], 302),
    "staff:turn_off": ([], 302),
    "staff:organisation": ([], 404),
    "administration:index": ([], 404),
    "state:index": ([], 404),
    "measuring:metrics": ([], 404),
    "figures:index": ([], 404),
    "editing:index": ([], 404),
    "editing:assure": ([], 404),
    "editing:assure_one": ([], 404),
    "editing:national": ([], 404),
    "editing:report": ([NOTHING], 404),
    "editing:four_eyes": ([], 404),
    "editing:new": ([], 404),
    "editing:imports": ([], 404),
    "editing:explained": ([], 404),
    "editing:template": ([], 404),
    "editing:import": ([NOTHING], 404),
    "editing:accept_some": ([], 404),
    "editing:offer": ([NOTHING], 404),
    "editing:change": ([NOTHING], 404),
    "editing:retire": ([NOTHING], 404),
    "editing:back": ([NOTHING], 404),
    "editing:history": ([NOTHING], 404),
    "editing:proposal": ([NOTHING], 404),
    "accounts:share_end": ([SHARE], 404),
    "accounts:share_stop": ([SHARE], 404),
    "accounts:share_wipe": ([SHARE], 404),
    "diary:share": ([MEMORY], 404),
    "diary:book_memories": ([], 404),
    "diary:book_order": ([], 404),
    "diary:book_cover": ([], 404),
    "diary:book_make": ([], 404),
    "diary:book_erase": ([], 404),
    "diary:change": ([MEMORY], 404),
    "diary:draft": ([MEMORY], 404),
    "diary:choose": ([MEMORY], 404),
    "diary:erase": ([MEMORY], 404),
    "directory:kept_offer": ([KEPT], 404),
    "directory:kept_erase": ([KEPT], 404),
    "directory:forget_place": ([], 302),
    "directory:report": (["respijtzorg"], 422),
    "directory:report_local": ([LOCAL], 422),
    "plans:agenda": ([], 302),
    "reminders:choose": ([], 422),
    "reminders:stop": (["abc"], 200),
    "reminders:moved": ([], 308),
    "reminders:stop_before": (["abc"], 200),
    "plans:add": ([PLAN], 404),
    "plans:smaller": ([PLAN], 404),
    "diary:photo": ([MEMORY, PHOTO], 404),
    "plans:change": ([PLAN], 404),
    "plans:step": ([PLAN], 404),
    "plans:look": ([PLAN], 404),
    "plans:erase": ([PLAN], 404),
    "questionnaires:step": (["grenzen", ID, "wie"], 404),
    "questionnaires:erase": (["grenzen", ID], 404),
    "groups:slides_pdf": ([], 405),
    "groups:slides_pptx": ([], 405),
    "groups:materials": ([NOTHING], 404),
    "groups:material": ([NOTHING, "flyer"], 404),
    "groups:material_pdf": ([NOTHING, "flyer"], 404),
    "groups:paper": ([NOTHING, "tips"], 404),
    "groups:paper_pdf": ([NOTHING, "tips"], 404),
    "groups:group_slides_pdf": ([NOTHING], 404),
    "groups:group_slides_pptx": ([NOTHING], 404),
    "groups:plan_paper": ([NOTHING], 404),
    "groups:evaluation_paper": ([NOTHING], 404),
    "groups:attendance_paper": ([NOTHING], 404),
    "checks:put_away": ([], 302),
    "checks:step": (["csi", CHECK, "stellingen"], 404),
    "checks:erase": (["csi", CHECK], 404),
    "checks:share": (["csi", CHECK], 404),
    "checks:conversation": (["csi", CHECK], 404),
    "checks:conversation_pdf": (["csi", CHECK], 405),
    "checks:together": (["csi"], 422),
    "checks:take_along": (["csi", CHECK], 404),
    "questionnaires:share": (["grenzen", ID], 404),
    "questionnaires:found": ([ID], 405),
    "checks:rhythm": (["csi"], 422),
    "questionnaires:message": (["grenzen", ID], 404),
    "groups:index": ([], 405),
    "groups:find": ([], 405),
    "groups:listed": ([LISTED], 405),
    "groups:register": ([LISTED], 302),
    "groups:meeting": ([NOTHING, NOTHING], 404),
    "groups:run": ([NOTHING, NOTHING], 404),
    "groups:attendance": ([NOTHING, NOTHING], 404),
    "groups:note": ([NOTHING, NOTHING], 404),
    "groups:brought": ([NOTHING, NOTHING, NOTHING], 404),
    "groups:led": ([], 404),
    "groups:page": ([], 404),
    "groups:logo": ([], 404),
    "groups:begin": ([], 404),
    "groups:take_up": (["abc"], 404),
    "groups:group": ([NOTHING], 404),
    "groups:change": ([NOTHING], 404),
    "groups:listing": ([NOTHING], 404),
    "groups:stop": ([NOTHING], 404),
    "groups:add_meeting": ([NOTHING], 404),
    "groups:members": ([NOTHING], 404),
    "groups:together": ([NOTHING], 404),
    "groups:leave_leading": ([NOTHING], 404),
    "groups:move": ([NOTHING, NOTHING], 404),
    "groups:cancel": ([NOTHING, NOTHING], 404),
    "groups:remove_member": ([NOTHING, NOTHING], 404),
    "groups:admit_member": ([NOTHING, NOTHING], 404),
    "groups:take_off": ([NOTHING, "1"], 404),
    "groups:orphans": ([], 404),
    "groups:own_scripts": ([], 404),
    "groups:own_script_make": (["grenzen"], 404),
    "groups:own_script_change": ([NOTHING], 404),
    "groups:own_script_version": ([NOTHING, "1"], 404),
    "groups:own_script_copy": ([NOTHING], 404),
    "groups:own_script_seen": ([NOTHING], 404),
    "groups:own_script_erase": ([NOTHING], 404),
    "groups:choose_script": ([NOTHING, NOTHING], 404),
    "groups:code": ([], 422),
    "groups:join": (["ABCDEFGHJK"], 404),
    "groups:invited": (["abc"], 404),
    "groups:invite": ([GROUP], 404),
    "groups:mine": ([GROUP], 404),
    "groups:details": ([GROUP], 404),
    "groups:leave": ([GROUP], 404),
    "groups:calendar": ([GROUP], 405),
    "groups:meeting_calendar": ([GROUP, MEETING], 405),
    "groups:reply": ([GROUP, MEETING], 404),
    "groups:bring": ([GROUP, MEETING], 404),
    "groups:stop_reminders": ([NOTHING, "abc"], 200),
    "groups:stop_mail": ([NOTHING, "abc"], 200),
    "groups:evaluate": ([NOTHING], 404),
    "groups:evaluate_step": ([NOTHING, "hielp"], 404),
    "groups:evaluate_send": ([NOTHING], 404),
    "groups:after": ([NOTHING], 404),
    "groups:copy_paper": ([NOTHING], 404),
}


def names(resolver: URLResolver | None = None, space: str = "") -> list[str]:
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            found += names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            found.append(f"{space}{pattern.name}")
    return found


def test_every_address_has_a_row():
    assert sorted(set(names())) == sorted(TABLE)


@pytest.fixture
def attempts(anna) -> dict[str, str]:
    for _time in range(2):
        anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
        anna.post("/hoe-gaat-het/csi/begin/", {"nachtrust": "yes"})
    anna.post("/mijn-plan/nieuw/", {"doel": "Naar zee"})
    secret = write_cookie(b"s" * 32)
    files = {
        "foto": SimpleUploadedFile("zee.jpg", photo()),
        "geluid": SimpleUploadedFile("opname.webm", webm()),
    }
    anna.post("/herinneringen/nieuw/", {"tekst": "De zee bij avond", **files})
    memory = Memory.objects.get()
    anna.post(f"/herinneringen/{memory.pk}/delen/", {"_sleutel": secret, "tot": "7"})
    anna.post("/herinneringen/boek/")
    group = group_with(anna)
    local = publish()
    anna.post(reverse("directory:keep_local", args=[local.pk]))
    later, earlier = Attempt.objects.filter(flow="grenzen").order_by("-started_at")
    check, other_check = Attempt.objects.filter(flow="csi").order_by("-started_at")
    return {
        ID: str(later.pk),
        OTHER: str(earlier.pk),
        CHECK: str(check.pk),
        OTHER_CHECK: str(other_check.pk),
        GROUP: str(group.pk),
        MEETING: str(group.meetings.first().pk),
        CODE: group.read().code,
        LOCAL: str(local.pk),
        KEPT: str(KeptOffer.objects.get().pk),
        LISTED: str(list_group().pk),
        PLAN: str(KeptPlan.objects.get().pk),
        MEMORY: str(memory.pk),
        SHARE: str(Share.objects.get().pk),
        TOKEN: secret,
        PHOTO: str(Attachment.objects.photos().get().pk),
        SOUND: str(Attachment.objects.recordings().get().pk),
    }


def group_with(anna) -> Group:
    """Return a group that somebody else leads, with Anna in it."""
    dora = Client()
    dora.post("/mijn/gegevens/", {"naam": "Dora"})
    group = begin(dora)
    join(person=person_behind(anna), group=group, name="Anna")
    return group


def address(name: str, arguments: list[str], attempts: dict[str, str]) -> str:
    return reverse(name, args=[attempts.get(each, each) for each in arguments])


@pytest.mark.parametrize("name", TABLE)
def test_each_person_gets_what_the_table_says(name, anna, chris, attempts):
    arguments, visitor, stranger, owner = TABLE[name]
    url = address(name, arguments, attempts)
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    assert settings.KEY_COOKIE in chris.cookies
    assert Client().get(url).status_code == visitor
    assert chris.get(url).status_code == stranger
    assert anna.get(url).status_code == owner


@pytest.mark.parametrize("name", POSTS)
def test_a_stranger_changes_nothing(name, chris, attempts):
    arguments, status = POSTS[name]
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    before, sealed = Attempt.objects.count(), bytes(Memory.objects.get().sealed)
    assert chris.post(address(name, arguments, attempts), {"naam": "x"}).status_code == status
    assert Attempt.objects.count() == before
    assert bytes(Memory.objects.get().sealed) == sealed
    assert Attachment.objects.count() == 2
    assert KeptOffer.objects.count() == 1


def test_a_share_that_never_was_is_answered_like_somebody_else_s(chris, attempts):
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    pages = set()
    for share_id in (attempts[SHARE], str(uuid.uuid4())):
        response = chris.get(reverse("accounts:share_stop", args=[share_id]))
        assert response.status_code == 404
        pages.add(response.content.decode().replace(share_id, ""))
    assert len(pages) == 1


def test_an_attempt_that_never_was_is_answered_like_somebody_else_s(chris):
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    url = reverse("questionnaires:outcome", args=["grenzen", uuid.uuid4()])
    assert chris.get(url).status_code == 404


ACCOUNT_PAGES = ("account", "devices", "address", "password", "recovery")


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_the_pages_of_an_account_are_there_for_who_is_signed_in(name, anna, chris):
    sign_in(anna)
    assert anna.get(reverse(f"accounts:{name}")).status_code == 200
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    assert chris.get(reverse(f"accounts:{name}")).status_code == 302


# name: (the roles that may come in)
STAFF_PAGES: dict[str, set[str]] = {
    "administration:index": {"administrator"},
    "state:index": {"administrator"},
    **{
        f"editing:{name}": {"editor"}
        for name in ("index", "four_eyes", "new", "imports", "explained", "template")
    },
    "editing:national": {"editor", "administrator"},
    **{f"groups:{name}": {"facilitator"} for name in ("led", "page", "begin")},
    "groups:orphans": {"administrator"},
    "groups:own_scripts": {"facilitator"},
}


@pytest.mark.parametrize("role", Role.Name.values)
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_pages_for_staff_are_there_for_who_has_the_role_and_took_the_second_step(name, role, chris):
    become(chris, role)
    allowed = role in STAFF_PAGES[name]
    assert chris.get(reverse(name)).status_code == (302 if allowed else 404)
    set_up_app(chris)
    assert chris.get(reverse(name)).status_code == (200 if allowed else 404)


# What visitors report about national offers is for administrators too.
FOR_STAFF = {"editing:report"}
OF_ANNA = [name for name, row in TABLE.items() if row[0] and row[2] == 404]
OF_ANNA = [name for name in OF_ANNA if name not in FOR_STAFF]


@pytest.mark.parametrize("name", OF_ANNA)
def test_an_administrator_gets_nothing_of_anna_s(name, chris, attempts):
    become(chris, "administrator")
    set_up_app(chris)
    assert chris.get(address(name, TABLE[name][0], attempts)).status_code == 404
