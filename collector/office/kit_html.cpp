// The audit kit as a page to print.
#include "office/kit.h"
#include "office/policy_names.h"
#include "office/report_html.h"

namespace tirai::collector {
namespace {
using nlohmann::json;
using Rows = std::vector<std::vector<std::string>>;

struct Reader {
  Words say;
  std::string lang;
  const json& names;
  [[nodiscard]] std::string time(const json& of, const char* key) const { return moment_text(number_at(of, key), lang); }
  [[nodiscard]] std::string data_class(const json& of) const { return name_and_id(names, "classes", text_at(of, "class"), lang); }
  [[nodiscard]] std::string purpose(const json& of) const { return name_and_id(names, "purposes", text_at(of, "purpose"), lang); }
};

std::string count_at(const json& of, const char* key) { return std::to_string(number_at(of, key)); }
/// Enough of a digest to tell it from others by eye; the JSON has it whole.
std::string short_digest(const json& of, const char* key) {
  const std::string text = text_at(of, key);
  return text.size() > 23 ? text.substr(0, 23) + "…" : text;
}
/// "support, version 3"; of one that cannot be read its digest alone tells.
std::string policy_text(const json& policy, const Reader& read) {
  if (!policy.value("readable", false)) return read.say("tidak terbaca: ", "not readable: ") + short_digest(policy, "digest");
  return text_at(policy, "id") + read.say(", versi ", ", version ") + count_at(policy, "version");
}
std::string version_text(const json& change, const char* policy, const char* digest, const Reader& read) {
  const json& named = change[policy];
  return number_at(named, "version") == 0 ? short_digest(change, digest) : text_at(named, "id") + read.say(", versi ", ", version ") + count_at(named, "version") + " (" + short_digest(change, digest) + ")";
}
std::string request_words(const std::string& word, const Words& say) {
  const struct { const char *word, *id, *en; } kWords[] = {{"information", "informasi", "information"}, {"access", "akses", "access"}, {"rectification", "perbaikan", "rectification"}, {"erasure", "penghapusan", "erasure"},
      {"withdrawal", "penarikan persetujuan", "withdrawal of consent"}, {"objection", "keberatan", "objection"}, {"restriction", "pembatasan", "restriction"}, {"compensation", "ganti rugi", "compensation"}, {"portability", "pemindahan data", "portability"},
      {"open", "terbuka", "open"}, {"overdue", "TERBUKA, LEWAT TENGGAT", "OPEN, OVERDUE"}, {"answered", "dijawab tepat waktu", "answered in time"}, {"late", "DIJAWAB TERLAMBAT", "ANSWERED LATE"},
      {"granted", "dipenuhi", "granted"}, {"partly", "dipenuhi sebagian", "granted in part"}, {"refused", "ditolak", "refused"}};
  for (const auto& one : kWords) {
    if (word == one.word) return say(one.id, one.en);
  }
  return word;
}
std::string facts_text(const json& when, const Reader& read) {
  std::string text;
  for (const auto& [fact, values] : when.items()) {
    text += (text.empty() ? "" : "; ") + fact + ": ";
    std::string list;
    const char* kind = fact == "purpose" ? "purposes" : fact == "class" ? "classes" : "";
    for (const json& value : values.is_array() ? values : json::array()) list += (list.empty() ? "" : ", ") + (value.is_string() ? name_and_id(read.names, kind, value.get<std::string>(), read.lang) : value.dump());
    text += list;
  }
  return text;
}

std::string state_words(const std::string& state, const Words& say) {
  const struct { const char *state, *id, *en; } kStates[] = {{"silent", "aktif di sana, tidak terdengar di sini", "active there, not heard here"}, {"not_enrolled", "tidak terdaftar di Tirai", "not enrolled with Tirai"},
      {"covered", "tercakup", "covered"}, {"unlisted", "terdengar, tidak ada dalam daftar helpdesk", "heard, not on the helpdesk’s list"}, {"idle", "tidak aktif", "idle"},
      {"valid", "berlaku", "valid"}, {"expired", "kedaluwarsa", "expired"}, {"unknown", "belum pernah", "never"}};
  for (const auto& one : kStates) {
    if (state == one.state) return say(one.id, one.en);
  }
  return state;
}

void summary_part(HtmlPage& page, const json& kit, const Reader& read) {
  const Words& say = read.say;
  const json &counts = kit["coverage"]["counts"], &trained = kit["training"]["counts"];
  page.facts({{say("Periode", "Period"), text_at(kit, "period") + ": " + read.time(kit, "from") + " – " + read.time(kit, "to")}, {say("Dibuat", "Made"), read.time(kit, "made")},
              {say("Kebijakan pada akhir periode", "Policy at the period’s end"), kit["policies"].empty() ? say("tidak ada", "none") : policy_text(kit["policies"].back(), read)},
              {say("Perubahan kebijakan", "Policy changes"), std::to_string(kit["changes"].size())}, {say("Temuan", "Findings"), std::to_string(kit["findings"].size())},
              {say("Pembukaan darurat", "Emergency reveals"), std::to_string(kit["emergencies"].size())},
              {say("Agen aktif tanpa Tirai", "Active agents without Tirai"), std::to_string(number_at(counts, "silent") + number_at(counts, "not_enrolled"))},
              {say("Permintaan subjek data: terbuka, lewat tenggat", "Data subjects’ requests: open, overdue"), std::to_string(number_at(kit["rights"]["counts"], "open") + number_at(kit["rights"]["counts"], "overdue")) + ", " + count_at(kit["rights"]["counts"], "overdue")},
              {say("Pertanyaan agen yang terbuka", "Agents’ open questions"), std::to_string(kit["questions"].size())}, {say("Pembatasan yang berlaku", "Restrictions in force"), std::to_string(kit["restrictions"].get<std::int64_t>())},
              {say("Pelatihan berlaku", "Training valid"), count_at(trained, "valid") + say(" dari ", " of ") + std::to_string(kit["training"]["agents"].size())}});
  if (!kit["log"].value("complete", false)) page.notice(say("Sebagian log belum diindeks: berkas ini belum lengkap. Buat lagi sebentar lagi.", "Some of the log is not indexed yet: this kit is not complete. Make it again shortly."));
}

void change_part(HtmlPage& page, const json& change, const Reader& read) {
  const Words& say = read.say;
  page.paragraph(read.time(change, "since") + ": " + version_text(change, "from_policy", "from", read) + " → " + version_text(change, "to_policy", "to", read));
  if (!change.value("readable", false)) return page.notice(say("Salah satu berkas kebijakan tidak dapat dibaca; perbedaannya tidak diketahui.", "One of the policy files cannot be read; what differs is not known."));
  page.paragraph(say("Keadaan yang lebih longgar: ", "Situations looser: ") + count_at(change, "looser") + say("; lebih ketat: ", "; tighter: ") + count_at(change, "tighter"));
  Rows rows;
  for (const json& group : change["groups"])
    rows.push_back({text_at(group, "change") == "looser" ? say("lebih longgar", "looser") : say("lebih ketat", "tighter"), text_at(group, "from") + " → " + text_at(group, "to"), count_at(group, "cells"), facts_text(group["when"], read)});
  if (!rows.empty()) page.table({say("Arah", "Direction"), say("Tingkat", "Level"), say("Keadaan", "Situations"), say("Bila", "When")}, rows);
  if (number_at(change, "groups_left_out") > 0) page.paragraph(say("Kelompok lain: ", "Further groups: ") + count_at(change, "groups_left_out"));
  rows.clear();
  for (const json& setting : change["settings"]) rows.push_back({text_at(setting, "at"), setting.value("from", json()).dump(), setting.value("to", json()).dump()});
  if (!rows.empty()) page.table({say("Pengaturan", "Setting"), say("Dari", "From"), say("Menjadi", "To")}, rows);
}

void policy_part(HtmlPage& page, const json& kit, const Reader& read) {
  const Words& say = read.say;
  Rows rows;
  for (const json& one : kit["policies"]) rows.push_back({read.time(one, "since"), policy_text(one, read), text_at(one, "digest")});
  page.heading(say("Kebijakan yang berlaku dalam periode ini", "Policies in force in this period"));
  page.table({say("Sejak", "Since"), say("Kebijakan", "Policy"), say("Sidik", "Digest")}, rows);
  page.heading(say("Perubahan kebijakan", "Changes of the policy"));
  if (kit["changes"].empty()) page.paragraph(say("Tidak ada.", "None."));
  for (const json& change : kit["changes"]) change_part(page, change, read);
}

void coverage_part(HtmlPage& page, const json& coverage, const Reader& read) {
  const Words& say = read.say;
  page.heading(say("Cakupan", "Coverage"));
  if (coverage["lists"].empty()) page.notice(say("Daftar agen dari helpdesk belum pernah diimpor: siapa yang bekerja tanpa Tirai tidak diketahui.", "No list of the helpdesk’s agents was ever imported: who works without Tirai is not known."));
  for (const json& list : coverage["lists"]) page.paragraph(say("Daftar ", "List of ") + text_at(list, "helpdesk") + ": " + count_at(list, "agents") + say(" agen, diimpor ", " agents, imported ") + read.time(list, "imported") + say(" oleh ", " by ") + text_at(list, "imported_by"));
  Rows rows;
  for (const json& one : coverage["agents"]) {
    if (const std::string state = text_at(one, "state"); state != "covered") rows.push_back({text_at(one, "agent").empty() ? text_at(one, "name") : text_at(one, "agent"), text_at(one, "team"), state_words(state, say), read.time(one, "there"), read.time(one, "here")});
  }
  page.paragraph(say("Tercakup: ", "Covered: ") + count_at(coverage["counts"], "covered"));
  if (!rows.empty()) page.table({say("Agen", "Agent"), say("Tim", "Team"), say("Keadaan", "State"), say("Terakhir aktif di helpdesk", "Last active in the helpdesk"), say("Terakhir terdengar", "Last heard")}, rows);
}

void events_part(HtmlPage& page, const json& kit, const Reader& read) {
  const Words& say = read.say;
  Rows rows;
  for (const json& one : kit["kinds"]) rows.push_back({kind_words(text_at(one, "kind"), say), count_at(one, "events")});
  page.heading(say("Peristiwa", "Events"));
  page.table({say("Jenis", "Kind"), say("Jumlah", "Count")}, rows);
  rows.clear();
  for (const json& one : kit["findings"]) rows.push_back({read.time(one, "time"), text_at(one, "agent"), text_at(one, "team"), text_at(one, read.lang.c_str())});
  page.heading(say("Temuan", "Findings"));
  page.table({say("Waktu", "Time"), say("Agen", "Agent"), say("Tim", "Team"), say("Angka", "Numbers")}, rows);
  rows.clear();
  for (const json& one : kit["emergencies"]) rows.push_back({read.time(one, "time"), text_at(one, "agent"), read.data_class(one), text_at(one, "ticket")});
  page.heading(say("Pembukaan darurat", "Emergency reveals"));
  page.table({say("Waktu", "Time"), say("Agen", "Agent"), say("Kelas data", "Class of data"), say("Tiket", "Ticket")}, rows);
}

void rights_part(HtmlPage& page, const json& kit, const Reader& read) {
  const Words& say = read.say;
  Rows rows;
  for (const json& one : kit["rights"]["list"])
    rows.push_back({request_words(text_at(one, "request"), say), text_at(one, "subject"), read.time(one, "received"), read.time(one, "due"), number_at(one, "answered") == 0 ? "" : read.time(one, "answered"), request_words(text_at(one, "state"), say), request_words(text_at(one, "outcome"), say)});
  page.heading(say("Permintaan subjek data, dan tenggat 3×24 jam", "Data subjects’ requests, and the 3×24-hour clock"));
  if (rows.empty()) return page.paragraph(say("Tidak ada yang tercatat.", "None is recorded."));
  page.table({say("Permintaan", "Request"), say("Tentang", "About"), say("Diterima", "Received"), say("Tenggat", "Due"), say("Dijawab", "Answered"), say("Keadaan", "State"), say("Hasil", "Outcome")}, rows);
}

void people_part(HtmlPage& page, const json& kit, const Reader& read) {
  const Words& say = read.say;
  Rows rows;
  for (const json& one : kit["requests"])
    rows.push_back({text_at(one, "kind") == "subject_report" ? say("pelanggan", "customer") : say("insiden", "breach"), text_at(one, "about"), read.time(one, "received"), read.time(one, "answered"), text_at(one, "by"), one["in_time"].is_null() ? "–" : one["in_time"] == true ? say("ya", "yes") : say("TIDAK", "NO")});
  page.heading(say("Laporan yang dibuat, dan tenggat 3×24 jam", "Reports that were made, and the 3×24-hour clock"));
  page.table({say("Jenis", "Kind"), say("Tentang", "About"), say("Diterima", "Received"), say("Dijawab", "Answered"), say("Oleh", "By"), say("Tepat waktu", "In time")}, rows);
  rows.clear();
  for (const json& one : kit["questions"]) rows.push_back({read.time(one, "asked"), text_at(one, "agent"), text_at(one, "team"), read.data_class(one), read.purpose(one)});
  page.heading(say("Pertanyaan agen yang masih terbuka", "Agents’ questions still open"));
  page.table({say("Ditanyakan", "Asked"), say("Agen", "Agent"), say("Tim", "Team"), say("Kelas data", "Class of data"), say("Tujuan", "Purpose")}, rows);
  rows.clear();
  for (const json& one : kit["training"]["agents"]) rows.push_back({text_at(one, "agent"), state_words(text_at(one, "state"), say)});
  page.heading(say("Pelatihan", "Training"));
  page.table({say("Agen", "Agent"), say("Keadaan", "State")}, rows);
}

void proof_part(HtmlPage& page, const json& kit, const Reader& read) {
  const Words& say = read.say;
  page.heading(say("Bukti", "Proofs"));
  page.paragraph(say("SHA-256 halaman ini tercatat dalam log sebagai peristiwa (berkas .event.json), dan berkas .tlog-proof membuktikan peristiwa itu ada dalam log yang ditandatangani. Siapa pun dapat memeriksanya tanpa jaringan:",
                     "The SHA-256 of this page is in the log as an event (the .event.json file), and the .tlog-proof file proves that event to be in the signed log. Anybody can check it offline:"));
  page.preformatted("tirai verify --proof KIT.tlog-proof --log-vkey LOG.vkey KIT.event.json --holds KIT." + read.lang + ".html");
  page.paragraph(say("Seluruh log, termasuk setiap keputusan, diperiksa dengan ", "The whole log, every decision included, is checked by ") + "tirai audit" + say(" atas berkas auditor. Titik periksa log saat berkas ini dibuat:", " of the auditor’s bundle. The log’s checkpoint when this was made:"));
  page.preformatted(text_at(kit["log"], "checkpoint"));
  page.paragraph(say("Simpan berkas ini: pada audit berikutnya, ", "Keep this kit: at the next audit, ") + "tirai audit LOG.ndjson --log-vkey LOG.vkey --since KIT.json" + say(" menunjukkan apakah log ditulis ulang sejak itu.", " says whether the log was rewritten since."));
}
}  // namespace

std::string audit_kit_html(const json& kit, std::string_view lang) {
  const Reader read{Words{lang == "id"}, std::string(lang), kit["names"]};
  HtmlPage page(lang, read.say("Berkas audit berkala ", "Periodic audit kit ") + text_at(kit, "period"));
  summary_part(page, kit, read);
  policy_part(page, kit, read);
  coverage_part(page, kit["coverage"], read);
  events_part(page, kit, read);
  rights_part(page, kit, read);
  people_part(page, kit, read);
  proof_part(page, kit, read);
  return page.finished();
}

}  // namespace tirai::collector
