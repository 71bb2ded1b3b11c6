// An e-mail (RFC 5322, MIME) as its reader sees it: the headers people read and every part that is text, decoded to UTF-8. GMime reads;
// what it cannot decode is shown as it can, never left out. Attachments are named by their type alone: what is in them is not text.
#include <gmime/gmime.h>

#include <memory>

#include "document.h"
#include "tirai/text.h"

namespace tirai::cli {
namespace {
struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

// Well-formed UTF-8: every other byte becomes U+FFFD.
std::string clean(const char* text, std::size_t size) {
  const std::unique_ptr<char, decltype(&g_free)> valid(g_utf8_make_valid(text, static_cast<gssize>(size)), &g_free);
  return valid.get();
}
std::string clean(const char* text) { return text == nullptr ? "" : clean(text, std::char_traits<char>::length(text)); }

class Letter {
 public:
  std::vector<Piece> read(GMimeMessage* message) {
    headers(GMIME_OBJECT(message));
    g_mime_message_foreach(message, [](GMimeObject*, GMimeObject* part, gpointer self) { static_cast<Letter*>(self)->part(part); }, this);
    pieces_.push_back({std::move(before_), "", "", "", Writing::kPlain});
    return std::move(pieces_);
  }

 private:
  void headers(GMimeObject* object) {
    GMimeHeaderList* list = g_mime_object_get_header_list(object);
    for (int i = 0; i < g_mime_header_list_get_count(list); ++i) {
      GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
      const std::string name = clean(g_mime_header_get_name(header));
      if (!is_read(name)) continue;
      before_ += name + ": ";
      add(name, clean(g_mime_header_get_value(header)), name);
      before_ += "\n";
    }
  }
  // The way a letter took and how it is packed say nothing to its reader.
  static bool is_read(const std::string& name) {
    for (const char* known : {"From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Subject", "Date"}) {
      if (g_ascii_strcasecmp(name.c_str(), known) == 0) return true;
    }
    return false;
  }

  void part(GMimeObject* object) {
    if (GMIME_IS_MESSAGE_PART(object)) {  // a letter inside the letter
      GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
      before_ += "\n";
      if (inner != nullptr) headers(GMIME_OBJECT(inner));
      return;
    }
    if (!GMIME_IS_PART(object)) return;
    GMimeContentType* type = g_mime_object_get_content_type(object);
    const std::string kind = std::string(g_mime_content_type_get_media_type(type)) + "/" + g_mime_content_type_get_media_subtype(type);
    ++number_;
    if (GMIME_IS_TEXT_PART(object)) return text_part(GMIME_TEXT_PART(object), kind);
    before_ += "\n[" + clean(kind.c_str()) + "]\n";
  }
  void text_part(GMimeTextPart* part, const std::string& kind) {
    before_ += number_ == 1 ? "\n" : "\n[" + clean(kind.c_str()) + "]\n";
    add("", text_of(part), "part " + std::to_string(number_));
  }
  // In the charset it names; where that is wrong or unknown, its bytes as far as they are UTF-8.
  static std::string text_of(GMimeTextPart* part) {
    const std::unique_ptr<char, decltype(&g_free)> decoded(g_mime_text_part_get_text(part), &g_free);
    if (decoded) return clean(decoded.get());
    GMimeDataWrapper* content = g_mime_part_get_content(GMIME_PART(part));
    if (content == nullptr) return "";
    const Owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return clean(reinterpret_cast<const char*>(bytes->data), bytes->len);
  }

  void add(const std::string& label, std::string text, const std::string& place) {
    pieces_.push_back({std::move(before_), label, std::move(text), place, Writing::kPlain});
    before_.clear();
  }

  std::string before_;
  std::vector<Piece> pieces_;
  int number_ = 0;
};
}  // namespace

Result<std::vector<Piece>> read_eml(std::string_view bytes, const std::string& name) {
  static const bool kReady = (g_mime_init(), true);
  (void)kReady;
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message || g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(message.get()))) == 0) return Error{ErrorCode::kBadSyntax, "not an e-mail; expected headers, an empty line and a text", name};
  return Letter().read(message.get());
}

}  // namespace tirai::cli
