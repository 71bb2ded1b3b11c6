// tirai detect: a table for people, or JSON lines in and out for programs (the fixed interface that test harnesses use).
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "commands.h"
#include "document.h"
#include "io.h"
#include "jsonl.h"
#include "tirai/detect.h"
#include "tirai/text.h"

namespace tirai::cli {
namespace {
constexpr std::size_t kLongestLine = 64 * 1024 * 1024;

// At most three decimals, no zeros at the end: 0.6, 0.95, 1.
std::string confidence_text(double confidence) {
  const long thousandths = std::lround(std::clamp(confidence, 0.0, 1.0) * 1000);
  std::string text = std::to_string(thousandths / 1000);
  if (thousandths % 1000 == 0) return text;
  std::string decimals = std::to_string(1000 + thousandths % 1000).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return text + "." + decimals;
}

struct Offsets {
  std::size_t begin, end;
};
template <typename Span>
std::vector<Offsets> pairs(const std::vector<Span>& spans) {
  std::vector<Offsets> out;
  for (const Span& span : spans) out.push_back({span.begin, span.end});
  return out;
}
std::vector<Offsets> offsets_of(std::string_view text, const std::vector<Detection>& detections, std::string_view kind) {
  std::vector<ByteSpan> spans;
  for (const Detection& detection : detections) spans.push_back(detection.span);
  if (kind == "utf16") return pairs(to_utf16_spans(text, spans));
  if (kind == "codepoint") return pairs(to_codepoint_spans(text, spans));
  return pairs(spans);
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

class Answerer {
 public:
  Answerer(Thresholds thresholds, std::string offsets) : thresholds_(thresholds), offsets_(std::move(offsets)) {}

  void answer(std::string_view line, std::string& out) {
    ++line_;
    const auto read = read_json_line(line);
    if (read) return answer_to(read.value(), out);
    malformed("line " + std::to_string(line_) + ": " + read.error().message, out);
  }
  void too_long(std::string& out) {
    ++line_;
    malformed("line " + std::to_string(line_) + ": longer than 64 MiB", out);
  }
  [[nodiscard]] bool all_well() const { return malformed_ == 0; }
  [[nodiscard]] std::uint64_t malformed_lines() const { return malformed_; }

 private:
  void malformed(const std::string& why, std::string& out) {
    ++malformed_;
    out += "{\"id\":null,\"error\":" + json_string(why) + "}\n";
  }
  void answer_to(const JsonLine& line, std::string& out) const {
    const auto detections = detect(line.text, {}, thresholds_);
    const auto offsets = offsets_of(line.text, detections, offsets_);
    out.append("{\"id\":").append(line.id).append(",\"detections\":[");
    for (std::size_t i = 0; i < detections.size(); ++i) {
      out.append(i == 0 ? "{\"type\":\"" : ",{\"type\":\"").append(to_string(detections[i].type)).append("\",\"begin\":").append(std::to_string(offsets[i].begin));
      out.append(",\"end\":").append(std::to_string(offsets[i].end)).append(",\"confidence\":").append(confidence_text(detections[i].confidence)) += '}';
    }
    out += "]}\n";
  }

  Thresholds thresholds_;
  std::string offsets_;
  std::uint64_t line_ = 0;
  std::uint64_t malformed_ = 0;
};

// Answers every whole line that has arrived before it waits for more: so a reader at the other end of a pipe is never kept waiting,
// and a big file is still read and written in big pieces.
class LineStream {
 public:
  LineStream(int descriptor, Answerer& answerer) : descriptor_(descriptor), answerer_(answerer) {}

  /// 0, or the errno of a read or write that failed.
  int run() {
    char buffer[1 << 16];
    for (;;) {
      const ssize_t count = read(descriptor_, buffer, sizeof buffer);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return errno;
      if (count == 0) break;
      take({buffer, static_cast<std::size_t>(count)});
      if (!flush()) return errno;
    }
    if (skipping_) answerer_.too_long(out_);
    else if (!line_.empty()) answerer_.answer(line_, out_);
    return flush() ? 0 : errno;
  }

 private:
  void take(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      keep(piece.substr(0, end));
      if (end == piece.npos) return;
      piece.remove_prefix(end + 1);
      if (skipping_) answerer_.too_long(out_);
      else answerer_.answer(line_, out_);
      line_.clear();
      skipping_ = false;
    }
  }
  void keep(std::string_view piece) {
    if (line_.size() + piece.size() > kLongestLine) skipping_ = true;
    if (skipping_) line_.clear();
    else line_ += piece;
  }
  bool flush() {
    const bool done = write_out(out_);
    out_.clear();
    return done;
  }

  int descriptor_;
  Answerer& answerer_;
  std::string line_;
  std::string out_;
  bool skipping_ = false;
};

int answer_lines(const DetectOptions& options, const Thresholds& thresholds) {
  Answerer answerer(thresholds, options.offsets);
  std::vector<std::string> files = options.files;
  if (files.empty()) files.push_back("-");
  for (const std::string& file : files) {
    const int descriptor = file == "-" ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(kInputInvalid, file + ": cannot open: " + std::strerror(errno));
    const int error = LineStream(descriptor, answerer).run();
    if (descriptor != STDIN_FILENO) close(descriptor);
    if (error != 0) return fail(kInternal, name_of(file) + ": " + std::strerror(error));
  }
  if (answerer.all_well()) return kOk;
  return fail(kInputInvalid, std::to_string(answerer.malformed_lines()) + " malformed lines; the others were answered");
}

// "line:column", both from 1, columns in characters.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}
  /// INVARIANT: called with rising offsets.
  std::string of(std::size_t offset) {
    for (; at_ < offset; ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\n') ++line_, column_ = 1;
      else if ((byte & 0xC0) != 0x80) ++column_;
    }
    return std::to_string(line_) + ":" + std::to_string(column_);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
};

std::string row(std::string_view type, std::string_view place, std::string_view confidence) {
  std::string out(type);
  out.append(out.size() < 16 ? 16 - out.size() : 1, ' ').append(place);
  out.append(out.size() < 32 ? 32 - out.size() : 1, ' ').append(confidence);
  return out + "\n";
}

// One text may stand anywhere in its file: rows name the piece, and line and column in it.
void add_rows(const std::string& file, const Piece& piece, const Thresholds& thresholds, std::string& out) {
  const std::string said = piece.label.empty() ? "" : piece.label + ": ";
  const std::string text = said + piece.text;
  Places places(piece.text);
  for (const Detection& detection : detect(text, {}, thresholds)) {
    if (detection.span.end <= said.size()) continue;
    const std::string inside = places.of(std::max(detection.span.begin, said.size()) - said.size());
    const std::string place = piece.place.empty() ? inside : piece.place + (inside == "1:1" ? "" : " " + inside);
    out += row(to_string(detection.type), (file.empty() ? "" : file + ":") + place, confidence_text(detection.confidence));
  }
}

int print_table(const DetectOptions& options, const Thresholds& thresholds) {
  std::vector<std::string> files = options.files;
  if (files.empty()) files.push_back("-");
  std::string out = row("TYPE", "PLACE", "CONFIDENCE");
  for (const std::string& file : files) {
    auto bytes = read_all(file);
    if (!bytes) return fail(kInputInvalid, bytes.error());
    const auto pieces = read_document(options.format, name_of(file), std::move(bytes).value());
    if (!pieces) return fail(kInputInvalid, pieces.error());
    Progress progress(pieces.value().size(), "read");
    for (const Piece& piece : pieces.value()) add_rows(files.size() > 1 ? file : "", piece, thresholds, out), progress.step();
  }
  return write_out(out) ? kOk : fail(kInternal, "cannot write to standard output");
}
}  // namespace

int run(const DetectOptions& options) {
  Thresholds thresholds;
  if (!options.policy.empty()) {
    const auto policy = read_policy(options.policy);
    if (!policy) return fail(kInputInvalid, policy.error());
    thresholds = thresholds_of(policy.value());
  }
  return options.jsonl ? answer_lines(options, thresholds) : print_table(options, thresholds);
}

}  // namespace tirai::cli
