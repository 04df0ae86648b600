// How one platform is read: scrapers/*.toml. Facts about platforms live in those files; here is their shape,
// and docs/definitions.md says for writers what each part means. Plain values, no reading of pages.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/definition.h"
#include "base/result.h"
#include "base/state.h"
#include "base/visibility.h"
#include "page/select/selector.h"
#include "scrape/clean.h"
#include "scrape/export_rule.h"
#include "scrape/key.h"
#include "scrape/questions.h"
#include "scrape/when.h"

namespace gh::scrape {

/// May a program fetch this platform's pages?
enum class FetchPolicy { automatic, ask, import_only };
std::string_view name(FetchPolicy policy);  // "auto", "ask", "import_only"

/// One address to ask for an account, in the order of the file.
struct SourceRule {
  std::string name;                               // "posts"
  std::string url;                                // "https://{host}/api/accounts/{id}/statuses"
  std::map<std::string, std::string> headers;     // "accept": "application/json"
  std::map<std::string, std::vector<Key>> takes;  // values of its answer for later addresses: "id"
  std::vector<std::string> on;  // only for accounts on these hosts; "!*.wordpress.com": on all others
  bool fallback = false;        // asked only when none before it gave a profile
};

/// Where one field of a profile is found. Each way that is given is tried; all that is found counts.
struct FieldRule {
  std::string name;                 // "birth_date", one of field_names.h
  std::vector<page::Selector> css;  // elements: their text, or their first attribute of `attributes`
  std::vector<std::string> attributes;
  std::vector<std::string> labels;  // folded: "date of birth"; the value stands beside
  std::vector<Key> keys;            // of all that is stated to machines
  std::vector<std::string> metas;   // name or property of <meta>: "profile:birthday"
  Cleaning cleaning;
  bool of_people = false;  // the steps of its keys are people: "children.name"
  std::size_t line = 0;    // of its file
};

/// What is one dated piece of writing in mark-up, and where its date stands.
struct PostRule {
  std::vector<page::Selector> each;
  std::vector<page::Selector>
      time;  // datetime, title or content attribute, else text that begins with an ISO day
  std::vector<page::Selector> author;  // element whose text is the writer's name
};

/// One thing that a record says of who may see it: the first rule that fits decides.
struct AudienceRule {
  std::vector<Key> keys;
  std::vector<std::string> values;  // compared whole, small and large letters alike; none: any value
  base::Visibility means = base::Visibility::unknown;
};

/// A piece of writing in data: an entry of a feed, an object of an answer or of a page's state. All other
/// keys begin at the record.
struct RecordRule {
  std::vector<Key> records;  // which objects are one
  std::vector<Key> text, time, author, images;
  bool dated = false;  // an object counts only with both a text and a time of its own
  TimeForm time_form = TimeForm::automatic;
  std::vector<AudienceRule> audience;
  Cleaning cleaning;
  std::size_t line = 0;
};

/// A sign that an answer is not the profile. All conditions that are given must hold; of a list, any one.
struct StateRule {
  base::State state = base::State::private_page;
  std::vector<page::Selector> css;
  std::vector<std::string> words;      // folded; anywhere in the visible text
  int at_most_words = 0;               // counts only on a page with no more words than that; 0 for any
  std::vector<std::string> source;     // bytes of the page as it was served: "\"routePath\":null"
  std::vector<Key> keys;               // a value that is stated
  std::vector<std::string> values;     // which; none: any
  std::vector<int> status;             // of HTTP
  std::vector<std::string> final_url;  // a part of the address where redirects led, small letters
  std::string reason;
  std::size_t line = 0;
};

/// A control of the platform that closes a hole.
struct Setting {
  std::string key;   // "birthday-audience"
  std::string name;  // as the platform calls it
  std::string url;
  std::optional<base::Day> checked_on;
};

/// Where a person asks for their own copy of their data.
struct DownloadRule {
  std::string name;    // how the platform calls it: "Download your information"
  std::string choose;  // what to choose there: "JSON, not HTML"
  std::string url;
  std::optional<base::Day> checked_on;
};

/// Signs on a page of who looked at it when it was saved. Of several that are there the one that closes most
/// counts.
struct ViewerRule {
  std::vector<page::Selector> owner;  // the page's own owner: buttons to edit it
  std::vector<page::Selector>
      member;  // somebody logged in: a way to log out, a menu of an account, a box to write in
  std::vector<page::Selector> passer_by;  // nobody that the site knows: a way to log in
};

/// Keys under which data of programs holds the names of people.
struct NameKeys {
  std::vector<std::string> full;           // "fullName"
  std::vector<std::string> given, family;  // "firstName", "lastName"
  std::vector<std::string> account;        // "userName"

  void add(const NameKeys& other);
};

/// How lines that head a post look: see post_heads.h. Groups: who, handle, wall, day, unknown.
struct PostHeads {
  std::vector<Expression> sure;      // name an account, or whose wall it is
  std::vector<Expression> likely;    // have the shape of a name, and a day
  std::vector<Expression> dated;     // begin with a day, and name nobody
  Expression first_line, last_line;  // of a block that begins with a name and ends with a time
};

struct Definition {
  std::string id;
  std::string name;
  std::string group;  // of the README's table: "policy", "second", ""
  FetchPolicy fetch = FetchPolicy::automatic;
  std::vector<std::string> hosts;      // "linkedin.com" with all hosts under it, "*.wordpress.com"
  std::vector<std::string> addresses;  // "https://{handle}.wordpress.com/"; the first is built from a handle
  std::string handle_characters;       // regular expression that a whole handle must match; "" for any
  std::vector<std::string> not_handles;  // folded; what stands in the place of a handle and is none: "groups"
  std::vector<SourceRule> sources;       // none: the account's own address
  std::vector<page::Selector> recognise;  // any of these on a page says that it is of this platform
  std::vector<Key> recognise_keys;        // or any of these, for data: "feed:/itunes:owner.email"
  std::vector<page::Selector> anchors;    // none of these on a page, and none of the keys: drift
  std::vector<Key> anchor_keys;
  std::vector<FieldRule> fields;
  PostRule posts;
  std::vector<RecordRule> records;
  std::vector<StateRule> states;
  ViewerRule viewer;
  std::vector<Setting> settings;
  std::optional<DownloadRule> download;
  std::vector<ExportRule> exports;        // what the files of that copy hold
  std::vector<page::Selector> others;     // elements whose words are somebody else's: comments
  std::vector<std::string> topics;        // the same where they name somebody: "about"
  std::vector<std::string> other_people;  // keys of JSON below which values are of somebody else: "children"
  std::vector<std::string>
      row_names;  // folded heads of a table's column that says of whom a row is: "player"
  std::vector<std::string> value_heads;     // folded heads of a column that name nobody: "value", "answer"
  std::vector<std::string> trait_heads;     // and of one that tells a trait of somebody: "gender"
  std::vector<std::string> script_words;    // last words of data- attributes that are scripts' own: "from"
  std::vector<std::string> person_words;    // unless one of these is the first: "user"
  std::vector<std::string> key_fillers;     // words of keys of JSON that say nothing of the value: "iso"
  std::vector<std::string> row_label_keys;  // of JSON whose value says what that beside it is: "prompt"
  std::vector<std::string> row_value_keys;  // and of those that hold it: "answer"
  std::vector<std::string> row_name_parts;  // of columns that say it together: "first name", "surname"
  PostHeads post_heads;
  std::vector<Expression> turns;       // how a line of a log begins: see turns.h
  std::vector<Expression> signatures;  // of whoever wrote what stands above: signed.h
  std::vector<Expression> answered;    // end what stands above quoted lines: turns.h
  std::vector<std::string>
      writer_attributes;                 // of elements, that name who wrote what is in them: "data-author"
  std::vector<std::string> meta_labels;  // <meta> that names the value of the next: "twitter:label1"
  std::vector<std::string> caption_attributes;    // that hold what is shown below a picture: "data-caption"
  std::vector<std::string> repost_words;          // small letters: "reposted"
  std::vector<std::string> repost_stems;          // small letters, of which each of these lines holds one
  std::vector<Expression> reposts;                // lines above what is passed on: see reposts.h
  std::shared_ptr<const QuestionBook> questions;  // null where the definition has none
  NameKeys names;
  std::vector<std::string> account_addresses;   // parts of addresses that lead to accounts: "/u/"
  std::vector<std::string> person_number_keys;  // of JSON that hold the number of somebody told elsewhere
  std::vector<std::string> not_post_words;      // before or in a time that is none of writing: "joined"
  std::optional<base::Day> verified_on;         // by somebody with a real connection; none: never
  std::map<std::string, std::string> lacks;     // kind of sample that cannot be, and why: "private"
};

/// Reads one file; the error holds every mistake with file:line:column.
base::Result<Definition> read_definition(const std::string& toml, const std::string& file,
                                         base::Check check = base::Check::patterns);

}  // namespace gh::scrape
