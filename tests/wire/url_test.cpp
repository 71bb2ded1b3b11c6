// Addresses of other systems. What is right and what is wrong is RFC 3986, section 3; IPv6 as in RFC 4291, section 2.2.
#include "wire/url.h"

#include <gtest/gtest.h>

namespace {
using tirai::wire::read_url;

struct Case {
  const char *text, *host, *port, *authority, *target;
  bool tls;
};
class ReadsUrls : public testing::TestWithParam<Case> {};
TEST_P(ReadsUrls, IntoTheirParts) {
  const Case& wanted = GetParam();
  const auto url = read_url(wanted.text);
  ASSERT_TRUE(url) << wanted.text;
  EXPECT_EQ(url->to.host, wanted.host);
  EXPECT_EQ(url->to.port, wanted.port);
  EXPECT_EQ(url->to.authority(), wanted.authority);
  EXPECT_EQ(url->to.tls, wanted.tls);
  EXPECT_EQ(url->target, wanted.target);
}
INSTANTIATE_TEST_SUITE_P(Url, ReadsUrls,
                         testing::Values(Case{"https://siem.example.com/v1/logs", "siem.example.com", "443", "siem.example.com:443", "/v1/logs", true},
                                         Case{"http://localhost:8080", "localhost", "8080", "localhost:8080", "", false},
                                         Case{"HTTPS://otel_collector:4318/?a=1&b=%20", "otel_collector", "4318", "otel_collector:4318", "/?a=1&b=%20", true},
                                         Case{"http://[2001:db8::1]/x", "2001:db8::1", "80", "[2001:db8::1]:80", "/x", false},
                                         Case{"https://[::ffff:192.0.2.1]:65535/", "::ffff:192.0.2.1", "65535", "[::ffff:192.0.2.1]:65535", "/", true},
                                         Case{"http://192.0.2.7:1/a:b/c@d", "192.0.2.7", "1", "192.0.2.7:1", "/a:b/c@d", false}));

class RefusesUrls : public testing::TestWithParam<const char*> {};
TEST_P(RefusesUrls, ThatAreNone) { EXPECT_FALSE(read_url(GetParam())) << GetParam(); }
INSTANTIATE_TEST_SUITE_P(Url, RefusesUrls,
                         testing::Values("", "https", "https://", "https:///x", "//host/x", "ftp://host/x", "https:/host", " https://host", "https://:443/", "https://host:/", "https://host:0/", "https://host:65536/", "https://host:4318x/",
                                         "https://host:-1/", "https://host:+1/", "https://user@host/", "https://user:secret@host/", "https://ho st/", "https://host?x=1", "https://host#x", "https://host/#x", "https://host/a b", "https://host/a\r\nX: y",
                                         "https://[::1", "https://[]/", "https://[host]/", "https://[::1]x/", "https://::1/", "https://[fe80::1%25eth0]/", "https://h\xC3\xB6st/"));

TEST(Url, NothingHidesBehindANul) {
  using namespace std::string_view_literals;
  EXPECT_FALSE(read_url("http://[2001:db8::\0]/x"sv));
  EXPECT_FALSE(read_url("http://host\0/x"sv));
  EXPECT_FALSE(read_url("http://host:80\0/x"sv));
  EXPECT_FALSE(read_url("http://host/x\0"sv));
}

TEST(Url, NamesOfHostsAreAsLongAsTheDomainNameSystemHasThem) {
  EXPECT_TRUE(read_url("https://" + std::string(253, 'a')));
  EXPECT_FALSE(read_url("https://" + std::string(254, 'a')));
}
}  // namespace
