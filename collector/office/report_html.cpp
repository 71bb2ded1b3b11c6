#include "office/report_html.h"

#include <chrono>
#include <cstdio>

#include "office/policy_names.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr const char* kStyle =
    "body{font:11pt/1.45 system-ui,'Noto Sans','Liberation Sans',sans-serif;color:#16211f;background:#fff;margin:0}main{max-width:60em;margin:0 auto;padding:24px}h1{font-size:1.5em;margin:0 0 4px}"
    "h2{font-size:1.1em;margin:24px 0 8px}p{margin:0 0 8px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9em}th,td{text-align:left;vertical-align:top;padding:4px 8px;"
    "border-bottom:1px solid #d5dedb;overflow-wrap:break-word}.wide+p{margin-top:12px}.long{overflow-wrap:anywhere;min-width:11em}th{color:#50605c}thead{display:table-header-group}tr{break-inside:avoid}dl{display:grid;grid-template-columns:minmax(10em,1fr) 3fr;gap:4px 12px;margin:0}"
    "dt{color:#50605c}dd{margin:0;overflow-wrap:anywhere}.notice{border:1px solid #c8962a;border-left-width:4px;border-radius:6px;background:#fff3d6;color:#5b3f00;padding:8px 12px;margin:12px 0}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f6f5;padding:8px;font-size:.8em}@page{size:A4;margin:15mm}@media print{main{padding:0}}"
    "@media screen{.wide{overflow-x:auto}}";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

// Anything that is not a day-to-day word of the log stays as the log has it.
std::string kind_words(const std::string& kind, const Words& say) {
  const struct { const char *kind, *id, *en; } kKinds[] = {{"reveal", "dibuka", "shown"}, {"refusal", "ditolak", "refused"}, {"compare", "dibandingkan tanpa dibuka", "compared unseen"}, {"verify", "verifikasi penelepon", "caller verified"},
                                                           {"contact", "pelanggan dihubungi", "customer contacted"}, {"copy", "disalin", "copied"}, {"outbound", "dikirim keluar", "sent out"},
                                                           {"session_start", "sesi dimulai", "session began"}, {"login", "masuk ke dasbor", "signed in to the dashboard"}, {"login_refused", "gagal masuk", "sign-in refused"}, {"logout", "keluar", "signed out"},
                                                           {"look", "dilihat di dasbor", "looked at on the dashboard"}, {"finding", "temuan", "finding"}, {"consent", "persetujuan pelanggan", "consent"}, {"restriction", "pembatasan", "restriction"},
                                                           {"training", "pelatihan", "training"}, {"second_factor", "faktor kedua", "second factor"}, {"account", "akun dasbor", "dashboard account"}, {"credential", "perangkat atau token", "device or token"},
                                                           {"step_up", "faktor kedua ditunjukkan", "second factor shown"}, {"step_up_refused", "faktor kedua ditolak", "second factor refused"},
                                                           {"approval_asked", "orang kedua ditanya", "second person asked"}, {"approval", "jawaban orang kedua", "second person’s answer"}, {"erasure", "penghapusan", "erasure"}, {"retention", "penghapusan menurut masa simpan", "erasure by retention"},
                                                           {"helpdesk_agents", "daftar agen diimpor", "list of agents imported"}, {"subject_request", "permintaan subjek data", "data subject’s request"}};
  for (const auto& one : kKinds) {
    if (kind == one.kind) return say(one.id, one.en);
  }
  return kind;
}

std::string consent_words(const std::string& word, const Words& say) {
  const struct { const char *word, *id, *en; } kWords[] = {{"given", "diberikan", "given"}, {"refused", "ditolak", "refused"}, {"withdrawn", "ditarik", "withdrawn"}, {"expired", "kedaluwarsa", "expired"},
                                                           {"verbal", "lisan", "verbal"}, {"chat", "obrolan", "chat"}, {"form", "formulir", "form"}};
  for (const auto& one : kWords) {
    if (word == one.word) return say(one.id, one.en);
  }
  return word;
}

namespace {
std::string period_words(const json& report, const Words& say, std::string_view lang) {
  const std::int64_t from = number_at(report, "from"), to = number_at(report, "to");
  return (from > 0 ? moment_text(from, lang) : say("awal log", "the beginning of the log")) + " – " + (to > 0 ? moment_text(to, lang) : say("sekarang", "now"));
}

// The law's clock: what of it is left, or by how much it ran over.
void clock_part(HtmlPage& page, const json& report, const Words& say, std::string_view lang) {
  const json clock = report.value("clock", json());
  if (clock.is_null()) return page.notice(say("Tenggat 3×24 jam (UU PDP, UU 27/2022) berjalan sejak permintaan diterima; kapan itu, tidak disebut.", "The 3×24-hour clock (UU PDP, law 27/2022) runs from when the question was received; when that was is not said."));
  const std::int64_t left = number_at(clock, "left_ms"), minutes = (left < 0 ? -left : left) / 60'000;
  const std::string span = std::to_string(minutes / 60) + say(" jam ", " h ") + std::to_string(minutes % 60) + say(" menit", " min");
  page.notice(say("Tenggat 3×24 jam (UU PDP, UU 27/2022): diterima ", "The 3×24-hour clock (UU PDP, law 27/2022): received ") + moment_text(number_at(clock, "received"), lang) + say(", tenggat ", ", due ") + moment_text(number_at(clock, "deadline"), lang) +
              (left < 0 ? say(". Terlewat ", ". Overdue by ") : say(". Sisa ", ". Left: ")) + span);
}

void log_part(HtmlPage& page, const json& report, const Words& say) {
  const json log = report.value("log", json::object());
  page.heading(say("Dasar laporan ini", "What this report rests on"));
  page.paragraph(say("Entri log: ", "Entries of the log: ") + std::to_string(number_at(log, "size")) + say("; peristiwa yang belum diindeks: ", "; events not indexed yet: ") + std::to_string(number_at(log, "behind")));
  if (!log.value("complete", false)) page.notice(say("Entri terbaru belum diindeks: laporan ini belum lengkap. Buat lagi sebentar lagi.", "The newest entries are not indexed yet: this report is not complete. Make it again shortly."));
  if (!text_at(log, "checkpoint").empty()) page.preformatted(text_at(log, "checkpoint"));
}

std::string subject_html(const json& report, const Words& say, std::string_view lang) {
  const json& names = report["names"];
  HtmlPage page(lang, say("Siapa yang melihat data saya, kapan, dan untuk apa", "Who saw my data, when, and why"));
  std::string pseudonyms;
  for (const json& one : report["pseudonyms"]) pseudonyms += (pseudonyms.empty() ? "" : ", ") + one.get<std::string>();
  page.facts({{say("Subjek data (pseudonim)", "Data subject (pseudonym)"), pseudonyms}, {say("Periode", "Period"), period_words(report, say, lang)}, {say("Peristiwa", "Events"), std::to_string(report["events"].size())},
              {say("Pembatasan pemrosesan", "Processing restricted"), report.value("restricted", false) ? say("ya", "yes") : say("tidak", "no")}});
  clock_part(page, report, say, lang);
  std::vector<std::vector<std::string>> rows;
  for (const json& one : report["agents"]) rows.push_back({text_at(one, "agent"), text_at(one, "team"), std::to_string(number_at(one, "events")), moment_text(number_at(one, "first"), lang), moment_text(number_at(one, "last"), lang)});
  page.heading(say("Siapa", "Who"));
  page.table({say("Agen", "Agent"), say("Tim", "Team"), say("Peristiwa", "Events"), say("Pertama", "First"), say("Terakhir", "Last")}, rows);
  rows.clear();
  for (const json& one : report["classes"]) rows.push_back({name_and_id(names, "classes", text_at(one, "class"), lang), name_and_id(names, "purposes", text_at(one, "purpose"), lang), std::to_string(number_at(one, "events"))});
  page.heading(say("Data apa, untuk tujuan apa", "Which data, for which purpose"));
  page.table({say("Kelas data", "Class of data"), say("Tujuan", "Purpose"), say("Peristiwa", "Events")}, rows);
  rows.clear();
  for (const json& one : report["events"]) {
    rows.push_back({moment_text(number_at(one, "time"), lang), kind_words(text_at(one, "kind"), say), name_of(names, "classes", text_at(one, "class"), lang), name_of(names, "purposes", text_at(one, "purpose"), lang), text_at(one, "agent"),
                    text_at(one, "ticket"), std::to_string(number_at(one, "place"))});
  }
  page.heading(say("Setiap peristiwa", "Every event"));
  page.table({say("Waktu", "Time"), say("Jenis", "Kind"), say("Kelas data", "Class of data"), say("Tujuan", "Purpose"), say("Agen", "Agent"), say("Tiket", "Ticket"), say("Entri log", "Log entry")}, rows);
  rows.clear();
  for (const json& one : report["consents"]) {
    rows.push_back({name_and_id(names, "purposes", text_at(one, "purpose"), lang), consent_words(text_at(one, "state"), say), consent_words(text_at(one, "method"), say), moment_text(number_at(one, "time"), lang)});
  }
  page.heading(say("Persetujuan", "Consents"));
  page.table({say("Tujuan", "Purpose"), say("Keadaan", "State"), say("Cara", "How"), say("Waktu", "Time")}, rows);
  log_part(page, report, say);
  return page.finished();
}

std::string breach_html(const json& report, const Words& say, std::string_view lang) {
  const json& names = report["names"];
  HtmlPage page(lang, say("Berkas insiden: data siapa yang terpapar", "Breach pack: whose data was exposed"));
  page.facts({{say("Agen", "Agent"), text_at(report, "agent")}, {say("Perangkat", "Device"), text_at(report, "device")}, {say("Periode", "Period"), period_words(report, say, lang)},
              {say("Subjek data", "Data subjects"), std::to_string(report["subjects"].size())}, {say("Nilai terpapar", "Values exposed"), std::to_string(number_at(report, "events"))}});
  clock_part(page, report, say, lang);
  std::vector<std::vector<std::string>> rows;
  for (const json& one : report["classes"]) rows.push_back({name_and_id(names, "classes", text_at(one, "class"), lang), std::to_string(number_at(one, "events"))});
  page.heading(say("Kelas data", "Classes of data"));
  page.table({say("Kelas data", "Class of data"), say("Nilai", "Values")}, rows);
  rows.clear();
  for (const json& one : report["subjects"]) {
    std::string classes, tickets;
    for (const json& of : one["classes"]) classes += (classes.empty() ? "" : ", ") + name_of(names, "classes", text_at(of, "class"), lang) + " × " + std::to_string(number_at(of, "events"));
    for (const json& ticket : one["tickets"]) tickets += (tickets.empty() ? "" : ", ") + ticket.get<std::string>();
    const std::string subject = text_at(one, "subject");
    rows.push_back({subject.empty() ? say("(tanpa pseudonim)", "(no pseudonym)") : subject, classes, tickets, moment_text(number_at(one, "first"), lang), moment_text(number_at(one, "last"), lang)});
  }
  page.heading(say("Subjek data", "Data subjects"));
  page.table({say("Pseudonim", "Pseudonym"), say("Kelas × nilai", "Classes × values"), say("Tiket", "Tickets"), say("Pertama", "First"), say("Terakhir", "Last")}, rows);
  log_part(page, report, say);
  return page.finished();
}
}  // namespace

std::string moment_text(std::int64_t time_ms, std::string_view lang) {
  using namespace std::chrono;
  if (time_ms <= 0) return "–";
  constexpr const char* kId[] = {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
  constexpr const char* kEn[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_time<milliseconds> local{milliseconds(time_ms + 7 * 3'600'000)};
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(local - day)};
  const unsigned month = static_cast<unsigned>(date.month()) - 1;
  char text[64];
  std::snprintf(text, sizeof text, "%u %s %d %02d:%02d:%02d WIB", static_cast<unsigned>(date.day()), lang == "id" ? kId[month] : kEn[month], static_cast<int>(date.year()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text;
}

HtmlPage::HtmlPage(std::string_view lang, std::string_view title)
    : heading_(escaped(title)), html_("<!doctype html>\n<html lang=\"" + escaped(lang) + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title) + "</title><style>" + kStyle +
            "</style></head><body><main><h1>" + heading_ + "</h1>") {}
void HtmlPage::heading(std::string_view text) {
  heading_ = escaped(text);
  html_ += "<h2>" + heading_ + "</h2>";
}
void HtmlPage::paragraph(std::string_view text) { html_ += "<p>" + escaped(text) + "</p>"; }
void HtmlPage::notice(std::string_view text) { html_ += "<p class=\"notice\">" + escaped(text) + "</p>"; }
void HtmlPage::preformatted(std::string_view text) { html_ += "<pre>" + escaped(text) + "</pre>"; }

void HtmlPage::facts(const std::vector<std::pair<std::string, std::string>>& rows) {
  html_ += "<dl>";
  for (const auto& [name, value] : rows) {
    if (!value.empty()) html_ += "<dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd>";
  }
  html_ += "</dl>";
}

void HtmlPage::table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return paragraph("–");
  // On a telephone a table is wider than the screen: it scrolls by itself, by keyboard, too.
  html_ += "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"" + heading_ + "\"><table><thead><tr>";
  for (const std::string& head : heads) html_ += "<th scope=\"col\">" + escaped(head) + "</th>";
  html_ += "</tr></thead><tbody>";
  for (const auto& row : rows) {
    html_ += "<tr>";
    // A pseudonym or a digest is one word, longer than a column of A4.
    for (const std::string& cell : row) html_ += (cell.size() > 40 && cell.find(' ') == cell.npos ? "<td class=\"long\">" : "<td>") + escaped(cell) + "</td>";
    html_ += "</tr>\n";
  }
  html_ += "</tbody></table></div>";
}

std::string report_html(const json& report, std::string_view lang) {
  const Words say{lang == "id"};
  return text_at(report, "report") == "subject" ? subject_html(report, say, lang) : breach_html(report, say, lang);
}

}  // namespace tirai::collector
