// Exact answers are compared with asking every situation one by one, and with what a person reads off a small policy.
#include "tirai/policy_tool.h"

#include "../core/cells.h"
#include "../core/random_policy.h"
#include "../core/support.h"
#include "tirai/facts.h"

namespace {
using namespace tirai;
using nlohmann::json;
using reference::RandomPolicy;

Policy parsed(const json& source) {
  auto read = parse_policy(source.dump(), "random");
  EXPECT_TRUE(read.ok()) << read.error().text();
  return std::move(read).value();
}

// The facts that RandomPolicy names; the others have 3 × 2 × 2 × 3 values together.
constexpr Fact kNamed[] = {Fact::kAction, Fact::kRole, Fact::kRelationship, Fact::kClass, Fact::kPurpose, Fact::kConsent, Fact::kIdentity, Fact::kRisk};
constexpr double kUnnamed = 36;

template <typename Visit>
void every_cell(const Policy& policy, Visit visit) {
  Request request{};
  for (bool more = true; more;) {
    visit(request);
    more = false;
    for (const Fact fact : kNamed) {
      std::uint16_t& value = request.facts[static_cast<std::size_t>(fact)];
      if (++value < domain_size(policy, fact)) {
        more = true;
        break;
      }
      value = 0;
    }
  }
}

// Written from the sentence "looser is a more open level, else a permission, else an obligation less".
int change(const Decision& before, const Decision& after) {
  if (before.level != after.level) return after.level < before.level ? 1 : -1;
  if (before.permitted != after.permitted) return after.permitted ? 1 : -1;
  const auto burden = [](const Obligations& must) {
    return std::vector<int>{must.ask_purpose, must.step_up, must.approval, must.write_ahead, must.watermark, !must.copy_allowed, static_cast<int>(must.justification_min.value_or(0)),
                            -static_cast<int>(must.time_to_live_s.value_or(3601)), -static_cast<int>(must.offline_reveals.value_or(0))};
  };
  const auto was = burden(before.obligations), is = burden(after.obligations);
  bool less = false, more = false;
  for (std::size_t i = 0; i < was.size(); ++i) less = less || is[i] < was[i], more = more || is[i] > was[i];
  return less ? 1 : more ? -1 : 0;
}

TEST(PolicyTool, DiffCountsWhatAskingEverySituationCounts) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    RandomPolicy random(seed);
    json source = random.make();
    while (source["rules"].size() < 2) source = random.make();
    const Policy before = parsed(source);
    source["rules"].erase(source["rules"].begin());
    source["rules"][0]["effect"] = "deny";
    source["rules"][0]["level"] = "full";
    source["rules"][0].erase("obligations");
    const Policy after = parsed(source);
    double looser = 0, tighter = 0;
    every_cell(before, [&](const Request& request) {
      const int found = change(decide(before, request), decide(after, request));
      looser += found > 0;
      tighter += found < 0;
    });
    const json diff = json::parse(diff_policies(before, after));
    EXPECT_EQ(diff["cells"]["looser"], looser * kUnnamed) << seed;
    EXPECT_EQ(diff["cells"]["tighter"], tighter * kUnnamed) << seed;
    double listed = 0;
    for (const json& group : diff["groups"]) listed += group["cells"].get<double>();
    ASSERT_EQ(diff["groups_left_out"], 0) << seed;
    EXPECT_EQ(listed, (looser + tighter) * kUnnamed) << seed;
    EXPECT_EQ(json::parse(diff_policies(before, before))["groups"], json::array());
  }
}

// Class a and those under it: a, a.b, a.b.c, a.bc.
TEST(PolicyTool, QueriesAgreeWithAskingEverySituation) {
  for (unsigned seed = 100; seed < 120; ++seed) {
    RandomPolicy random(seed);
    const json source = random.make();
    const Policy policy = parsed(source);
    std::vector<bool> can(policy.roles.size(), false);
    bool never = true, always = true;
    every_cell(policy, [&](const Request& request) {
      if (domain_name(policy, Fact::kClass, request.facts[4]).substr(0, 1) != "a" || domain_name(policy, Fact::kIdentity, request.facts[9]) == "mfa") return;
      const Decision& decision = decide(policy, request);
      const bool open = decision.permitted && decision.level <= Level::kPartial;
      if (open) can[request.facts[1]] = true, never = false;
      else always = false;
    });
    const std::string when = R"("level":"partial","when":{"class":["a"],"identity":["none","session"]}})";
    EXPECT_EQ(json::parse(query_policy(policy, R"({"ask":"never",)" + when).value())["holds"], never) << seed;
    EXPECT_EQ(json::parse(query_policy(policy, R"({"ask":"always",)" + when).value())["holds"], always) << seed;
    const json who = json::parse(query_policy(policy, R"({"ask":"who-can",)" + when).value())["who"];
    for (std::size_t role = 0; role < can.size(); ++role) {
      const auto found = std::find_if(who.begin(), who.end(), [&](const json& one) { return one["role"] == policy.roles[role].id; });
      EXPECT_EQ(found != who.end(), can[role]) << seed << " " << policy.roles[role].id;
      if (found == who.end()) continue;
      EXPECT_EQ((*found)["witness"]["role"], policy.roles[role].id);
      EXPECT_NE((*found)["witness"]["identity"], "mfa");
    }
  }
}

json small() { return json::parse(vectors::read_file("tests/vectors/policy/base.json"), nullptr, false, true); }
json rule(const char* id, const char* effect, const char* level, const json& when) {
  return {{"id", id}, {"effect", effect}, {"level", level}, {"when", when}, {"reason", {{"id", "a"}, {"en", "b"}}}};
}
std::vector<std::string> warnings(const json& source) {
  std::vector<std::string> codes;
  const json found = json::parse(check_policy(parsed(source)));
  for (const json& one : found["warnings"]) codes.push_back(one["code"].get<std::string>() + " " + one["at"].get<std::string>());
  return codes;
}
bool warns(const json& source, const std::string& wanted) {
  const auto all = warnings(source);
  return std::find(all.begin(), all.end(), wanted) != all.end();
}

TEST(PolicyTool, WarnsOfRulesThatDoNothing) {
  json policy = small();
  policy["rules"] = {rule("one", "permit", "partial", {{"class", {"contact"}}})};
  EXPECT_FALSE(warns(policy, "rule_without_effect one"));
  policy["rules"].push_back(rule("again", "permit", "plain", {{"class", {"contact"}}, {"action", {"view"}}}));
  EXPECT_TRUE(warns(policy, "rule_without_effect again")) << "one covers more, always";
  EXPECT_FALSE(warns(policy, "rule_without_effect one"));
  policy["rules"].push_back(rule("no", "deny", "full", {{"class", {"contact"}}, {"action", {"view"}}}));
  EXPECT_TRUE(warns(policy, "rule_never_applies again"));
  EXPECT_FALSE(warns(policy, "rule_never_applies one"));
}

TEST(PolicyTool, WarnsOfWordsThatDoNothing) {
  json policy = small();
  policy["rules"] = {rule("one", "permit", "plain", {{"class", {"contact"}}, {"action", {"reveal"}}, {"purpose", {"check"}}})};
  EXPECT_TRUE(warns(policy, "purpose_unused care"));
  EXPECT_FALSE(warns(policy, "purpose_unused check"));
  EXPECT_FALSE(warns(policy, "class_always_covered contact.phone"));
  policy["classes"]["identity"] = {{"text", {{"id", "a"}, {"en", "b"}}}, {"entity_types", {"id_nik"}}, {"specific", true}, {"retention_days", 3}};
  EXPECT_TRUE(warns(policy, "class_always_covered identity"));
  EXPECT_TRUE(warns(policy, "retention_unused identity"));
  policy["rules"].push_back(rule("nik", "permit", "plain", {{"class", {"identity"}}, {"retention", {"active"}}}));
  EXPECT_FALSE(warns(policy, "retention_unused identity"));
  EXPECT_TRUE(warns(policy, "specific_data_unprompted nik"));
  policy["rules"][1]["when"]["action"] = {"reveal"};
  EXPECT_FALSE(warns(policy, "specific_data_unprompted nik")) << "asked for";
  policy["purposes"]["check"]["legal_basis"] = "https://w3id.org/dpv#Consent";
  EXPECT_TRUE(warns(policy, "consent_not_asked check"));
  policy["purposes"]["check"]["needs_consent"] = true;
  EXPECT_FALSE(warns(policy, "consent_not_asked check"));
  EXPECT_FALSE(warns(policy, "text_not_translated one"));
  policy["rules"][0]["reason"] = {{"id", "the very same long sentence"}, {"en", "the very same long sentence"}};
  EXPECT_TRUE(warns(policy, "text_not_translated one"));
}

TEST(PolicyTool, WarnsOfACardShownBeyondPciDss) {
  json policy = small();
  policy["classes"]["card"] = {{"text", {{"id", "a"}, {"en", "b"}}}, {"entity_types", {"credit_card"}}};
  policy["rules"] = {rule("card", "permit", "partial", {{"class", {"card"}}})};
  EXPECT_FALSE(warns(policy, "card_beyond_pci_dss card"));
  policy["classes"]["card"]["operators"] = {{"partial", {{"operator", "keep_last"}, {"count", 4}}}};
  EXPECT_FALSE(warns(policy, "card_beyond_pci_dss card"));
  policy["classes"]["card"]["operators"] = {{"partial", {{"operator", "keep_last"}, {"count", 5}}}};
  EXPECT_TRUE(warns(policy, "card_beyond_pci_dss card"));
  policy["classes"]["card"].erase("operators");
  policy["rules"][0]["level"] = "plain";
  EXPECT_TRUE(warns(policy, "card_beyond_pci_dss card"));
}

TEST(PolicyTool, DiffNamesTheGroupAndTheSettings) {
  json source = small();
  const Policy before = parsed(source);
  source["rules"][0]["level"] = "plain";
  source["classes"]["contact.phone"]["operators"]["partial"]["count"] = 4;
  source["detectors"]["phone_number"]["threshold"] = 0.9;
  source["classes"]["contact"]["retention_days"] = 30;
  const json diff = json::parse(diff_policies(before, parsed(source)));
  ASSERT_EQ(diff["groups"].size(), 1u);
  const json& group = diff["groups"][0];
  EXPECT_EQ(group["change"], "looser");
  EXPECT_EQ(group["from"], "partial");
  EXPECT_EQ(group["to"], "plain");
  EXPECT_EQ(group["when"], json::object()) << "rule one speaks of both classes and both roles: of everything";
  EXPECT_EQ(group["cells"], 2.0 * 2 * 3 * 6 * 3 * 3 * 5 * 2 * 2 * 3 * 3 * 3);
  EXPECT_TRUE(diff["looser"]);
  std::vector<std::string> settings;
  for (const json& one : diff["settings"]) settings.push_back(one["change"].get<std::string>() + " " + one["at"].get<std::string>() + " " + one["from"].get<std::string>() + " > " + one["to"].get<std::string>());
  EXPECT_EQ(settings, (std::vector<std::string>{"tighter /classes/contact/retention_days none > 30", "looser /classes/contact.phone/operators/partial keep_last 2 > keep_last 4",
                                                "tighter /classes/contact.phone/retention_days none > 30", "looser /detectors/phone_number/threshold 0.5 > 0.9"}));
}

std::vector<std::string> settings_of(const json& before, const json& after) {
  std::vector<std::string> settings;
  const json diff = json::parse(diff_policies(parsed(before), parsed(after)));
  bool looser = diff["cells"]["looser"] != 0;
  for (const json& one : diff["settings"]) {
    settings.push_back(one["change"].get<std::string>() + " " + one["at"].get<std::string>() + " " + one["from"].get<std::string>() + " > " + one["to"].get<std::string>());
    looser = looser || one["change"] == "looser";
  }
  EXPECT_EQ(diff["looser"], looser);
  return settings;
}
// One change of the policy, by its place; what it is, and what its opposite is.
struct Changed {
  const char* at;
  json before, after;
  std::vector<std::string> there, back;
};

TEST(PolicyTool, WhateverShowsMoreIsLooserAndItsOppositeTighter) {
  const std::string key = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
  const json pattern = {{"pattern", "EMP[0-9]{6}"}, {"class", "contact"}, {"context", {"staff"}}, {"confidence", 0.2}, {"confidence_with_context", 0.9}};
  json context = pattern, lower = pattern, other = pattern;
  context["context"] = {"staff", "pegawai"};
  lower["confidence_with_context"] = 0.4;
  other["pattern"] = "EMP[0-9]{7}";
  const json limit = {{"reveals", 5}, {"within_s", 600}, {"then", "deny"}};
  json of_role = limit, step_up = limit, faster = limit;
  of_role["role"] = {"lead"};
  step_up["then"] = "step_up";
  faster["within_s"] = 60;
  const auto question = [](const char* about, const char* en) { return json{{"class", about}, {"text", {{"id", "Apa?"}, {"en", en}}}}; };
  const json card = {{"questions", {question("contact.phone", "Last four?"), question("contact", "What?")}}};
  json fewer = card, patient = card, easier = card, reworded = card;
  fewer["matches"] = 1;
  patient["failures"] = 5, patient["valid_s"] = 3600;
  easier["questions"][0] = question("contact", "Last four?");
  reworded["questions"][0] = question("contact.phone", "The end?");
  const auto op = [](const char* name, int count) { return count == 0 ? json{{"operator", name}} : json{{"operator", name}, {"count", count}}; };
  const char* const partial = "/classes/contact.phone/operators/partial";
  const std::string place = partial, packs = "/detectors/packs", patterns = "/detectors/patterns";
  const Changed all[] = {
      {"/detectors/packs", {{"eu-uk", true}}, {{"eu-uk", false}}, {"looser " + packs + "/eu-uk on > off"}, {"tighter " + packs + "/eu-uk off > on"}},
      {"/detectors/phone_number", {{"on", true}}, {{"on", false}}, {"looser /detectors/phone_number/on on > off"}, {"tighter /detectors/phone_number/on off > on"}},
      {"/detectors/patterns", {{"emp", pattern}}, json::object(), {"looser " + patterns + "/emp EMP[0-9]{6} > none"}, {"tighter " + patterns + "/emp none > EMP[0-9]{6}"}},
      {"/detectors/patterns", {{"emp", pattern}}, {{"emp", other}}, {"looser " + patterns + "/emp/pattern EMP[0-9]{6} > EMP[0-9]{7}"}, {"looser " + patterns + "/emp/pattern EMP[0-9]{7} > EMP[0-9]{6}"}},
      {"/detectors/patterns", {{"emp", context}}, {{"emp", pattern}}, {"looser " + patterns + "/emp/context pegawai, staff > staff"}, {"tighter " + patterns + "/emp/context staff > pegawai, staff"}},
      {"/detectors/patterns", {{"emp", pattern}}, {{"emp", lower}}, {"looser " + patterns + "/emp/confidence_with_context 0.9 > 0.4"}, {"tighter " + patterns + "/emp/confidence_with_context 0.4 > 0.9"}},
      {"/limits", {{"many", limit}}, {{"many", faster}}, {"looser /limits/many 5 in 600 s, then deny > 5 in 60 s, then deny"}, {"tighter /limits/many 5 in 60 s, then deny > 5 in 600 s, then deny"}},
      {"/limits", {{"many", limit}}, {{"many", of_role}}, {"looser /limits/many 5 in 600 s, then deny > 5 in 600 s, then deny, role lead"}, {"tighter /limits/many 5 in 600 s, then deny, role lead > 5 in 600 s, then deny"}},
      {"/limits", {{"many", limit}}, {{"many", step_up}}, {"looser /limits/many 5 in 600 s, then deny > 5 in 600 s, then step_up"}, {"tighter /limits/many 5 in 600 s, then step_up > 5 in 600 s, then deny"}},
      {"/validity", {{"mfa_s", 900}}, {{"mfa_s", 1800}}, {"looser /validity/mfa_s 900 > 1800"}, {"tighter /validity/mfa_s 1800 > 900"}},
      {"/verification", card, fewer, {"looser /verification/matches 2 > 1"}, {"tighter /verification/matches 1 > 2"}},
      {"/verification", card, patient, {"looser /verification/failures 3 > 5", "looser /verification/valid_s 1800 > 3600"}, {"tighter /verification/failures 5 > 3", "tighter /verification/valid_s 3600 > 1800"}},
      {"/verification", card, easier, {"looser /verification/questions contact.phone, contact > contact, contact"}, {"looser /verification/questions contact, contact > contact.phone, contact"}},
      {"/verification", nullptr, card, {"looser /verification/questions none > contact.phone, contact"}, {"tighter /verification/questions contact.phone, contact > none"}},
      {"/verification", card, reworded, {"changed /verification/questions/0/text/en Last four? > The end?"}, {"changed /verification/questions/0/text/en The end? > Last four?"}},
      {"/purposes/check/consent_days", 30, 90, {"looser /purposes/check/consent_days 30 > 90"}, {"tighter /purposes/check/consent_days 90 > 30"}},
      {"/purposes/check/consent_days", 90, nullptr, {"looser /purposes/check/consent_days 90 > none"}, {"tighter /purposes/check/consent_days none > 90"}},
      {"/purposes/check/broader", "care", nullptr, {"looser /purposes/check/broader care > none"}, {"looser /purposes/check/broader none > care"}},
      {"/purposes/care/legal_basis", "a", "b", {"changed /purposes/care/legal_basis a > b"}, {"changed /purposes/care/legal_basis b > a"}},
      {"/dpo/contact", "a", "b", {"changed /dpo/contact a > b"}, {"changed /dpo/contact b > a"}},
      {"/dpo/key", nullptr, key, {"changed /dpo/key none > " + key}, {"changed /dpo/key " + key + " > none"}},
      {partial, op("keep_last", 2), op("keep_ends", 2), {"looser " + place + " keep_last 2 > keep_ends 2"}, {"tighter " + place + " keep_ends 2 > keep_last 2"}},
      {partial, op("hide_length", 0), op("redact", 0), {"looser " + place + " hide_length > redact"}, {"tighter " + place + " redact > hide_length"}},
      {partial, op("keep_last", 4), op("pan", 6), {"looser " + place + " keep_last 4 > pan 6"}, {"tighter " + place + " pan 6 > keep_last 4"}},
      {partial, op("keep_first", 2), op("keep_last", 2), {"looser " + place + " keep_first 2 > keep_last 2"}, {"looser " + place + " keep_last 2 > keep_first 2"}},
      {partial, op("redact", 0), op("tokenize", 0), {"looser " + place + " redact > tokenize"}, {"looser " + place + " tokenize > redact"}},
      {"/classes/contact/retention_days", 30, 60, {"looser /classes/contact/retention_days 30 > 60", "looser /classes/contact.phone/retention_days 30 > 60"}, {"tighter /classes/contact/retention_days 60 > 30", "tighter /classes/contact.phone/retention_days 60 > 30"}},
  };
  for (const Changed& one : all) {
    json before = small(), after = small();
    const json::json_pointer at(one.at);
    before[at] = one.before;
    after[at] = one.after;
    for (json* side : {&before, &after}) {
      if ((*side)[at].is_null()) (*side)[at.parent_pointer()].erase(at.back());
    }
    EXPECT_EQ(settings_of(before, after), one.there) << one.at;
    EXPECT_EQ(settings_of(after, before), one.back) << one.at;
  }
}

TEST(PolicyTool, ATypeThatMovesToAnotherClassIsAsLooseAsItsAnswers) {
  json before = small();
  before["classes"]["other"] = {{"text", {{"id", "a"}, {"en", "b"}}}};
  before["rules"] = {rule("one", "permit", "partial", {{"class", {"contact"}}}), rule("two", "permit", "plain", {{"class", {"other"}}})};
  before["classes"]["other"]["operators"] = before["classes"]["contact.phone"]["operators"];
  json after = before;
  after["classes"]["contact.phone"].erase("entity_types");
  const auto mentions = [](const std::vector<std::string>& all, const std::string& wanted) { return std::find(all.begin(), all.end(), wanted) != all.end(); };
  EXPECT_TRUE(mentions(settings_of(before, after), "tighter /classes, entity type phone_number contact.phone > none")) << "what is of no class is covered";
  after["classes"]["other"]["entity_types"] = {"phone_number"};
  EXPECT_TRUE(mentions(settings_of(before, after), "looser /classes, entity type phone_number contact.phone > other"));
  EXPECT_TRUE(mentions(settings_of(after, before), "tighter /classes, entity type phone_number other > contact.phone"));
}

TEST(PolicyTool, APatternOfAClassThatIsShownTakesMatchesAwayFromRecognizers) {
  json before = small(), after;
  before["rules"][0]["level"] = "plain";
  after = before;
  after["detectors"]["patterns"] = {{"any", {{"pattern", "[0-9]{16}"}, {"class", "contact"}}}};
  EXPECT_EQ(settings_of(before, after), (std::vector<std::string>{"looser /detectors/patterns/any none > [0-9]{16}"}));
}

TEST(PolicyTool, ARoleThatIsNewWasCoveredBefore) {
  json source = small();
  const Policy before = parsed(source);
  source["roles"]["guest"] = {{"extends", "agent"}, {"text", {{"id", "a"}, {"en", "b"}}}};
  const json diff = json::parse(diff_policies(before, parsed(source)));
  ASSERT_EQ(diff["groups"].size(), 1u);
  EXPECT_EQ(diff["groups"][0]["when"], (json{{"role", {"guest"}}}));
  EXPECT_EQ(diff["groups"][0]["from"], "full");
}

TEST(PolicyTool, QueriesSayWhatIsWrongWithThem) {
  const Policy policy = parsed(small());
  const auto error = [&](const char* query) { return query_policy(policy, query).error().text(); };
  EXPECT_EQ(error("[]"), "query: expected an object with \"ask\" and \"when\"");
  EXPECT_EQ(error(R"({"ask":"perhaps"})"), "query:/ask: expected never, always or who-can");
  EXPECT_EQ(error(R"({"ask":"never","level":"open"})"), "query:/level: expected plain, partial, token, full or remove");
  EXPECT_EQ(error(R"({"ask":"never","when":{"clas":["contact"]}})"), "query:/when: unknown fact \"clas\"; did you mean \"class\"");
  EXPECT_EQ(error(R"({"ask":"never","when":{"class":["contat"]}})"), "query:/when/class: unknown class \"contat\"; did you mean \"contact\"");
  EXPECT_EQ(error(R"({"ask":"never","when":{"class":[]}})"), "query:/when/class: expected a list of names");
  EXPECT_EQ(error(R"({"ask":"never","where":{}})"), "query: unknown key \"where\"; expected ask, level or when");
}

TEST(PolicyTool, NoticesSpeakBothLanguagesAndNeverMarkup) {
  json source = small();
  source["controller"]["name"] = "PT <script>|`x`";
  const Policy policy = parsed(source);
  EXPECT_NE(notice_markdown(policy, "en").find("# Privacy notice\n"), std::string::npos);
  EXPECT_NE(notice_markdown(policy, "id").find("# Pemberitahuan privasi\n"), std::string::npos);
  EXPECT_NE(notice_markdown(policy, "en").find("PT &lt;script&gt;\\|\\`x\\`"), std::string::npos);
  EXPECT_EQ(notice_html(policy, "id").find("<script"), std::string::npos);
  EXPECT_NE(notice_html(policy, "id").find("<html lang=\"id\">"), std::string::npos);
}

// The rows a person reads off the policy: who sees what on whose tickets, on which basis, for how long.
TEST(PolicyTool, ANoticeSaysInPlainWordsWhatThePolicyAnswers) {
  const auto read = parse_policy(reference::sources_of("uu-pdp-contact-centre.json"));
  ASSERT_TRUE(read.ok()) << read.error().text();
  const std::string english = notice_markdown(read.value(), "en"), indonesian = notice_markdown(read.value(), "id");
  for (const char* row : {
           "| Name | all of it: Agent (tickets they handle), Supervisor (tickets they handle); part of it: Agent (other tickets), Supervisor (other tickets) | Customer care (the contract with you), Identity verification (the contract with you), "
           "Payment dispute (the contract with you), Data subject's request (a legal obligation) | Agent (their own and their team's tickets), Supervisor (their own and their team's tickets), Data protection officer | not set |\n",
           "| National identity number (NIK) (sensitive) | part of it: Agent (tickets they handle), Supervisor (tickets they handle) | Identity verification (the contract with you), Data subject's request (a legal obligation) | "
           "Agent (tickets they handle), Supervisor (their own and their team's tickets), Data protection officer | 5 years |\n",
           "| Passwords, one-time codes and keys (sensitive) | nothing | never | – | not set |\n",
           "| Marketing | DirectMarketing | your consent (Consent) | needed, good for 2 years | E-mail address, Phone number |\n",
           "| identity-hourly | 30 openings in 1 hour | a second factor is asked |\n",
       }) {
    EXPECT_NE(english.find(row), std::string::npos) << row << english;
  }
  EXPECT_NE(indonesian.find("| Alamat surel | sebagian: Agen, Penyelia | Layanan pelanggan (perjanjian dengan Anda), Verifikasi identitas (perjanjian dengan Anda), Sengketa pembayaran (perjanjian dengan Anda), Permintaan subjek data (kewajiban hukum), "
                            "Pemasaran (persetujuan Anda) | Agen (tiket yang ditanganinya), Penyelia (tiketnya dan tiket timnya), Pejabat pelindungan data pribadi | 5 tahun |\n"),
            std::string::npos) << indonesian;
}

}  // namespace
