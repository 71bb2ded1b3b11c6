// The policy in plain language: a notice for customers (GDPR Art. 13, UU PDP Art. 21) and the DPO's record of processing (GDPR Art. 30, UU PDP Art. 31).
// What it says is what the table answers, not what a rule seems to mean.
#include <algorithm>

#include "policytool/cells.h"
#include "tirai/policy_tool.h"

namespace tirai {
namespace {
using tool::Box;

struct Block {
  enum class Kind { kHeading, kSubheading, kText, kTable } kind;
  std::string text;
  std::vector<std::vector<std::string>> rows;  ///< of a table, the first names the columns
};
using Page = std::vector<Block>;

class Notice {
 public:
  Notice(const Policy& policy, std::string_view language) : policy_(policy), id_(language == "id") {}

  Page page() {
    heading("Pemberitahuan privasi", "Privacy notice");
    text(say("Pengendali data: ", "Controller: ") + policy_.controller.name + ", " + policy_.controller.contact);
    text(say("Pejabat pelindungan data pribadi: ", "Data protection officer: ") + policy_.dpo.name + ", " + policy_.dpo.contact);
    text(say("Petugas kami bekerja dengan data yang tertutup. Tabel ini mengatakan data apa yang dapat dibuka, untuk apa, atas dasar apa, oleh siapa, dan berapa lama disimpan setelah tiket ditutup.",
             "Our staff work with covered data. This table says which data may be opened, for what, on which legal basis, by whom, and how long it is kept after the ticket is closed."));
    data();
    heading("Catatan kegiatan pemrosesan", "Record of processing activities");
    text(say("Kebijakan ", "Policy ") + policy_.id + say(", versi ", ", version ") + std::to_string(policy_.version) + ", " + policy_.digest);
    purposes();
    subheading("Larangan", "What is denied");
    denials();
    if (!policy_.limits.empty()) subheading("Batas", "Limits"), limits();
    return std::move(page_);
  }

 private:
  std::string say(const char* id, const char* en) const { return id_ ? id : en; }
  const std::string& say(const Text& text) const { return id_ ? text.id : text.en; }
  void heading(const char* id, const char* en) { page_.push_back({Block::Kind::kHeading, say(id, en), {}}); }
  void subheading(const char* id, const char* en) { page_.push_back({Block::Kind::kSubheading, say(id, en), {}}); }
  void text(std::string text) { page_.push_back({Block::Kind::kText, std::move(text), {}}); }

  static void join(std::string& all, const std::string& one) {
    if (!one.empty()) all += (all.empty() ? "" : ", ") + one;
  }
  bool opens(std::uint16_t class_index, std::uint16_t role, std::optional<std::uint16_t> purpose, Level level) const {
    Box box = tool::everything(policy_);
    tool::narrow(box, Fact::kClass, {class_index});
    tool::narrow(box, Fact::kRole, {role});
    tool::narrow(box, Fact::kAction, purpose ? std::vector<std::uint16_t>{1, 2, 3, 4, 5} : std::vector<std::uint16_t>{0});
    if (purpose) tool::narrow(box, Fact::kPurpose, {*purpose});
    const auto found = tool::reached(policy_, box);
    return std::any_of(found.begin(), found.end(), [&](const tool::Reached& one) { return tool::is_open(policy_.table.decisions[one.decision], level); });
  }

  // Below "_": the part of an IRI a person reads.
  static std::string last_part(const std::string& iri) { return iri.substr(iri.find_last_of("#/") + 1); }

  std::string kept(std::uint16_t class_index) const {
    std::string_view name = policy_.classes[class_index].id;
    for (; !name.empty(); name = name.substr(0, name.find('.') == name.npos ? 0 : name.rfind('.'))) {
      const auto index = policy_.class_index(name);
      if (index && policy_.classes[*index].retention_days > 0) return std::to_string(policy_.classes[*index].retention_days) + say(" hari", " days");
    }
    return say("tidak ditetapkan", "not set");
  }

  // What staff see without asking, by role.
  std::string at_sight(std::uint16_t class_index) const {
    std::string plain, part;
    for (std::uint16_t role = 0; role < policy_.roles.size(); ++role) {
      if (opens(class_index, role, std::nullopt, Level::kPlain)) join(plain, say(policy_.roles[role].text));
      else if (opens(class_index, role, std::nullopt, Level::kToken)) join(part, say(policy_.roles[role].text));
    }
    std::string all;
    if (!plain.empty()) join(all, say("seluruhnya: ", "all of it: ") + plain);
    if (!part.empty()) all += (all.empty() ? "" : "; ") + say("sebagian: ", "part of it: ") + part;
    return all.empty() ? say("tidak sama sekali", "nothing") : all;
  }

  void data() {
    Block table{Block::Kind::kTable, "", {{say("Data", "Data"), say("Terlihat tanpa diminta", "Seen without asking"), say("Dibuka untuk", "Opened for"), say("Oleh", "By"), say("Disimpan", "Kept"), say("Pasal", "Articles")}}};
    for (std::uint16_t i = 0; i < policy_.classes.size(); ++i) {
      const Class& one = policy_.classes[i];
      const bool heads_others = one.entity_types.empty() && std::any_of(policy_.classes.begin(), policy_.classes.end(), [&](const Class& other) { return other.id.rfind(one.id + ".", 0) == 0; });
      if (heads_others) continue;
      std::string purposes, roles, articles;
      std::vector<bool> named(policy_.roles.size(), false);
      for (std::uint16_t purpose = 0; purpose < policy_.purposes.size(); ++purpose) {
        bool any = false;
        for (std::uint16_t role = 0; role < policy_.roles.size(); ++role) {
          if (!opens(i, role, purpose, Level::kToken)) continue;
          any = named[role] = true;
        }
        if (any) join(purposes, say(policy_.purposes[purpose].text) + " (" + last_part(policy_.purposes[purpose].legal_basis) + ")");
      }
      for (std::size_t role = 0; role < named.size(); ++role) {
        if (named[role]) join(roles, say(policy_.roles[role].text));
      }
      for (const std::string& article : one.articles) join(articles, article);
      const std::string none = say("tidak pernah", "never");
      table.rows.push_back({say(one.text) + (one.specific ? say(" (spesifik)", " (specific)") : ""), at_sight(i), purposes.empty() ? none : purposes, roles.empty() ? "–" : roles, kept(i), articles.empty() ? "–" : articles});
    }
    page_.push_back(std::move(table));
  }

  void purposes() {
    Block table{Block::Kind::kTable, "", {{say("Tujuan", "Purpose"), "W3C DPV", say("Dasar hukum", "Legal basis"), say("Persetujuan", "Consent"), say("Data yang dibuka", "Data opened")}}};
    for (std::uint16_t purpose = 0; purpose < policy_.purposes.size(); ++purpose) {
      const Purpose& one = policy_.purposes[purpose];
      std::string classes;
      for (std::uint16_t i = 0; i < policy_.classes.size(); ++i) {
        for (std::uint16_t role = 0; role < policy_.roles.size(); ++role) {
          if (!opens(i, role, purpose, Level::kToken)) continue;
          join(classes, say(policy_.classes[i].text));
          break;
        }
      }
      const std::string days = one.consent_days > 0 ? ", " + std::to_string(one.consent_days) + say(" hari", " days") : "";
      table.rows.push_back({say(one.text), last_part(one.dpv), last_part(one.legal_basis), one.needs_consent ? say("diperlukan", "needed") + days : "–", classes.empty() ? "–" : classes});
    }
    page_.push_back(std::move(table));
  }

  void denials() {
    Block table{Block::Kind::kTable, "", {{say("Aturan", "Rule"), say("Alasan", "Reason"), say("Pasal", "Articles")}}};
    for (const Rule& rule : policy_.rules) {
      if (!rule.deny) continue;
      std::string articles;
      for (const std::string& article : rule.articles) join(articles, article);
      table.rows.push_back({rule.id, say(rule.reason), articles.empty() ? "–" : articles});
    }
    page_.push_back(std::move(table));
  }

  void limits() {
    Block table{Block::Kind::kTable, "", {{say("Batas", "Limit"), say("Paling banyak", "At most"), say("Lalu", "Then")}}};
    for (const Limit& limit : policy_.limits) {
      table.rows.push_back({limit.id, std::to_string(limit.reveals) + say(" pembukaan dalam ", " reveals in ") + std::to_string(limit.within_s) + say(" detik", " seconds"), limit.deny ? say("ditolak", "denied") : say("faktor kedua", "second factor")});
    }
    page_.push_back(std::move(table));
  }

  const Policy& policy_;
  bool id_;
  Page page_;
};

// A text of the policy's author inside a table cell of Markdown, or inside HTML: never markup.
std::string escaped(const std::string& text, bool html) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') out += ' ';
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (!html && (c == '|' || c == '\\' || c == '`' || c == '*' || c == '[' || c == ']')) out.append("\\").append(1, c);
    else out += c;
  }
  return out;
}

std::string markdown(const Page& page) {
  std::string out;
  for (const Block& block : page) {
    if (!out.empty()) out += '\n';
    if (block.kind == Block::Kind::kHeading) out += "# ";
    if (block.kind == Block::Kind::kSubheading) out += "## ";
    if (!block.text.empty()) out += escaped(block.text, false) + "\n";
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      for (const std::string& cell : block.rows[i]) out += "| " + escaped(cell, false) + " ";
      out += "|\n";
      for (std::size_t column = 0; i == 0 && column < block.rows[0].size(); ++column) out += "|---";
      if (i == 0) out += "|\n";
    }
  }
  return out;
}

std::string html(const Page& page, std::string_view language) {
  std::string out = "<!doctype html>\n<html lang=\"" + std::string(language == "id" ? "id" : "en") + "\">\n<meta charset=\"utf-8\">\n<title>" + escaped(page.front().text, true) +
                    "</title>\n<style>body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3em .6em;text-align:left;vertical-align:top}</style>\n";
  for (const Block& block : page) {
    const char* tag = block.kind == Block::Kind::kHeading ? "h1" : block.kind == Block::Kind::kSubheading ? "h2" : "p";
    if (!block.text.empty()) out.append("<").append(tag).append(">").append(escaped(block.text, true)).append("</").append(tag).append(">\n");
    if (block.rows.empty()) continue;
    out += "<table>\n";
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      out += "<tr>";
      for (const std::string& cell : block.rows[i]) out.append(i == 0 ? "<th scope=\"col\">" : "<td>").append(escaped(cell, true)).append(i == 0 ? "</th>" : "</td>");
      out += "</tr>\n";
    }
    out += "</table>\n";
  }
  return out + "</html>\n";
}
}  // namespace

std::string notice_markdown(const Policy& policy, std::string_view language) { return markdown(Notice(policy, language).page()); }
std::string notice_html(const Policy& policy, std::string_view language) { return html(Notice(policy, language).page(), language); }

}  // namespace tirai
