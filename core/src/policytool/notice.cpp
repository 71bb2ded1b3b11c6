// The policy in plain language: a notice for customers (GDPR Art. 13, UU PDP Art. 21) and the DPO's record of processing (GDPR Art. 30, UU PDP Art. 31).
// What it says is what the table answers, not what a rule seems to mean.
#include <algorithm>

#include "policytool/cells.h"
#include "policytool/notice_words.h"
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
    text(say("Data pribadi Anda ditutupi di layar petugas kami. Tabel ini mengatakan apa yang mereka lihat tanpa meminta. Selebihnya dibuka satu per satu, hanya untuk tujuan yang disebut di sini, dan setiap pembukaan dicatat.",
             "Your personal data is covered on our staff's screens. This table says what they see without asking. The rest is opened one value at a time, for the purposes named here alone, and every opening is logged."));
    data();
    text(say("Anda dapat meminta salinan data Anda dan catatan siapa yang membukanya, meminta data itu diperbaiki, dibatasi atau dihapus, dan menarik persetujuan. Hubungi ",
             "You may ask for a copy of your data and for the record of who opened it, have it corrected, restricted or erased, and withdraw a consent. Write to ") + policy_.dpo.contact + ".");
    heading("Catatan kegiatan pemrosesan", "Record of processing activities");
    text(say("Kebijakan ", "Policy ") + policy_.id + say(", versi ", ", version ") + std::to_string(policy_.version) + ", " + policy_.digest);
    if (policy_.purposes.empty()) text(say("Kebijakan ini tidak menyebut tujuan.", "This policy names no purpose."));
    else purposes();
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
  static std::string cited(const std::vector<std::string>& articles) {
    std::string all;
    for (const std::string& article : articles) join(all, article);
    return all.empty() ? "–" : all;
  }

  // Whether some situation opens the class to the role, without asking or (given a purpose) asked for; `whose` is a relationship to the ticket.
  bool opens(std::uint16_t class_index, std::uint16_t role, std::optional<std::uint16_t> purpose, Level level, std::optional<std::uint16_t> whose = std::nullopt) const {
    Box box = tool::everything(policy_);
    tool::narrow(box, Fact::kClass, {class_index});
    tool::narrow(box, Fact::kRole, {role});
    tool::narrow(box, Fact::kAction, purpose ? std::vector<std::uint16_t>{1, 2, 3, 4, 5} : std::vector<std::uint16_t>{0});
    if (purpose) tool::narrow(box, Fact::kPurpose, {*purpose});
    if (whose) tool::narrow(box, Fact::kRelationship, {*whose});
    const auto found = tool::reached(policy_, box);
    return std::any_of(found.begin(), found.end(), [&](const tool::Reached& one) { return tool::is_open(policy_.table.decisions[one.decision], level); });
  }

  // The role's name, and on whose tickets if not on all: bit 0 their own, bit 1 the team's, bit 2 all others.
  std::string role_on(std::uint16_t role, unsigned tickets) const {
    const std::string& name = say(policy_.roles[role].text);
    if (tickets == 1) return name + say(" (tiket yang ditanganinya)", " (tickets they handle)");
    if (tickets == 3) return name + say(" (tiketnya dan tiket timnya)", " (their own and their team's tickets)");
    return tickets == 2 ? name + say(" (tiket timnya)", " (their team's tickets)") : name;
  }
  unsigned tickets(std::uint16_t class_index, std::uint16_t role, std::optional<std::uint16_t> purpose, Level level) const {
    unsigned bits = 0;
    for (std::uint16_t whose = 0; whose < 3; ++whose) bits |= opens(class_index, role, purpose, level, whose) ? 1u << whose : 0u;
    return bits;
  }

  std::string kept(std::uint16_t class_index) const {
    std::string_view name = policy_.classes[class_index].id;
    for (; !name.empty(); name = name.substr(0, name.find('.') == name.npos ? 0 : name.rfind('.'))) {
      const auto index = policy_.class_index(name);
      if (index && policy_.classes[*index].retention_days > 0) return tool::days_in_words(policy_.classes[*index].retention_days, id_);
    }
    return say("tidak ditetapkan", "not set");
  }

  // What staff see without asking, by role.
  std::string at_sight(std::uint16_t class_index) const {
    std::string plain, part;
    for (std::uint16_t role = 0; role < policy_.roles.size(); ++role) {
      const unsigned whole = tickets(class_index, role, std::nullopt, Level::kPlain);
      const unsigned some = tickets(class_index, role, std::nullopt, Level::kToken) & ~whole;
      if (whole != 0) join(plain, role_on(role, whole));
      if (some != 0) join(part, whole != 0 ? say(policy_.roles[role].text) + say(" (tiket lain)", " (other tickets)") : role_on(role, some));
    }
    std::string all;
    if (!plain.empty()) join(all, say("seluruhnya: ", "all of it: ") + plain);
    if (!part.empty()) all += (all.empty() ? "" : "; ") + say("sebagian: ", "part of it: ") + part;
    return all.empty() ? say("tidak ada", "nothing") : all;
  }

  // A class that only stands above others is told by those.
  bool heads_others(const Class& one) const {
    return one.entity_types.empty() && std::any_of(policy_.classes.begin(), policy_.classes.end(), [&](const Class& other) { return other.id.rfind(one.id + ".", 0) == 0; });
  }

  void data() {
    Block table{Block::Kind::kTable, "", {{say("Data", "Data"), say("Terlihat tanpa diminta", "Seen without asking"), say("Dibuka untuk", "Opened for"), say("Oleh", "By"), say("Disimpan setelah tiket ditutup", "Kept after the ticket is closed")}}};
    const bool cites = std::any_of(policy_.classes.begin(), policy_.classes.end(), [](const Class& one) { return !one.articles.empty(); });
    if (cites) table.rows[0].push_back(say("Pasal", "Articles"));
    for (std::uint16_t i = 0; i < policy_.classes.size(); ++i) {
      const Class& one = policy_.classes[i];
      if (heads_others(one)) continue;
      std::string purposes, roles;
      std::vector<unsigned> on(policy_.roles.size(), 0);
      for (std::uint16_t purpose = 0; purpose < policy_.purposes.size(); ++purpose) {
        unsigned any = 0;
        for (std::uint16_t role = 0; role < policy_.roles.size(); ++role) {
          const unsigned bits = tickets(i, role, purpose, Level::kToken);
          on[role] |= bits;
          any |= bits;
        }
        if (any != 0) join(purposes, say(policy_.purposes[purpose].text) + " (" + tool::basis_in_words(policy_.purposes[purpose].legal_basis, id_) + ")");
      }
      for (std::uint16_t role = 0; role < on.size(); ++role) {
        if (on[role] != 0) join(roles, role_on(role, on[role]));
      }
      table.rows.push_back({say(one.text) + (one.specific ? say(" (data spesifik)", " (sensitive)") : ""), at_sight(i), purposes.empty() ? say("tidak pernah", "never") : purposes, roles.empty() ? "–" : roles, kept(i)});
      if (cites) table.rows.back().push_back(cited(one.articles));
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
          if (heads_others(policy_.classes[i]) || !opens(i, role, purpose, Level::kToken)) continue;
          join(classes, say(policy_.classes[i].text));
          break;
        }
      }
      const std::string days = one.consent_days > 0 ? say(", berlaku ", ", good for ") + tool::days_in_words(one.consent_days, id_) : "";
      table.rows.push_back({say(one.text), tool::last_part(one.dpv), tool::basis_in_words(one.legal_basis, id_) + " (" + tool::last_part(one.legal_basis) + ")", one.needs_consent ? say("diperlukan", "needed") + days : "–", classes.empty() ? "–" : classes});
    }
    page_.push_back(std::move(table));
  }

  void denials() {
    Block table{Block::Kind::kTable, "", {{say("Aturan", "Rule"), say("Alasan", "Reason"), say("Pasal", "Articles")}}};
    for (const Rule& rule : policy_.rules) {
      if (!rule.deny) continue;
      table.rows.push_back({rule.id, say(rule.reason), cited(rule.articles)});
    }
    page_.push_back(std::move(table));
  }

  void limits() {
    Block table{Block::Kind::kTable, "", {{say("Batas", "Limit"), say("Paling banyak", "At most"), say("Lalu", "Then")}}};
    for (const Limit& limit : policy_.limits) {
      table.rows.push_back({limit.id, std::to_string(limit.reveals) + say(" pembukaan dalam ", " openings in ") + tool::seconds_in_words(limit.within_s, id_), limit.deny ? say("tidak ada yang dibuka lagi", "nothing more is opened") : say("faktor kedua diminta", "a second factor is asked")});
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
