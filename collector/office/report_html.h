// A report as a page by itself: no script, no address outside, printed on A4 (or to PDF) as it is.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace tirai::collector {

/// `report` as reports.h makes it; `lang`: id or en.
[[nodiscard]] std::string report_html(const nlohmann::json& report, std::string_view lang);

struct Words {
  bool indonesian;
  [[nodiscard]] std::string operator()(std::string_view id, std::string_view en) const { return std::string(indonesian ? id : en); }
};
[[nodiscard]] inline std::string text_at(const nlohmann::json& of, const char* key) { return of.value(key, std::string()); }
[[nodiscard]] inline std::int64_t number_at(const nlohmann::json& of, const char* key) { return of.value(key, std::int64_t{0}); }
/// What an event of this kind is, in the reader's language.
[[nodiscard]] std::string kind_words(const std::string& kind, const Words& say);
/// What a consent's state, or the way it was given, is called; anything else is itself.
[[nodiscard]] std::string consent_words(const std::string& word, const Words& say);

/// What pages are made of; every text is escaped.
class HtmlPage {
 public:
  HtmlPage(std::string_view lang, std::string_view title);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void notice(std::string_view text);
  /// Names and values.
  void facts(const std::vector<std::pair<std::string, std::string>>& rows);
  void table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows);
  void preformatted(std::string_view text);
  [[nodiscard]] std::string finished() const { return html_ + "</main></body></html>\n"; }

 private:
  std::string heading_, html_;  // the newest heading, as it stands there: a table's name
};
/// "22 Nov 2026 14:05:09 WIB"
[[nodiscard]] std::string moment_text(std::int64_t time_ms, std::string_view lang);

}  // namespace tirai::collector
