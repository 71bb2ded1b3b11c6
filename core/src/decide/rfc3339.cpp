#include <chrono>

#include "decide/derive.h"

namespace tirai::decision {
namespace {
// Reads digits of a fixed width and the separators between them, from the front.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}
  int number(std::size_t width) {
    int value = 0;
    for (; width > 0; --width) {
      if (rest_.empty() || rest_[0] < '0' || rest_[0] > '9') return bad_ = true, 0;
      value = value * 10 + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  void expect(char wanted) {
    if (!skip(wanted)) bad_ = true;
  }
  bool skip(char wanted) {
    if (rest_.empty() || rest_[0] != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  int milliseconds() {
    int value = 0, digits = 0;
    for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; ++digits, rest_.remove_prefix(1)) {
      if (digits < 3) value = value * 10 + (rest_[0] - '0');
    }
    if (digits == 0) bad_ = true;
    for (; digits < 3; ++digits) value *= 10;
    return value;
  }
  int minutes_east() {
    if (skip('Z')) return 0;
    const bool west = skip('-');
    if (!west) expect('+');
    const int hours = number(2);
    expect(':');
    const int minutes = number(2);
    if (hours > 23 || minutes > 59) bad_ = true;
    return (west ? -1 : 1) * (hours * 60 + minutes);
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool bad() const { return bad_; }

 private:
  std::string_view rest_;
  bool bad_ = false;
};
}  // namespace

std::optional<std::int64_t> read_rfc3339(std::string_view text) {
  Fields fields(text);
  const int year = fields.number(4);
  fields.expect('-');
  const int month = fields.number(2);
  fields.expect('-');
  const int day = fields.number(2);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
  if (fields.bad() || !date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  if (fields.at_end()) return days * 86'400'000;
  fields.expect('T');
  const int hour = fields.number(2);
  fields.expect(':');
  const int minute = fields.number(2);
  fields.expect(':');
  const int second = fields.number(2);
  const int milliseconds = fields.skip('.') ? fields.milliseconds() : 0;
  const int east = fields.minutes_east();
  if (fields.bad() || !fields.at_end() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return ((days * 24 + hour) * 60 + minute - east) * 60'000 + second * 1000 + milliseconds;
}

}  // namespace tirai::decision
