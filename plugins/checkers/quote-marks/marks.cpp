#include "marks.h"

#include <algorithm>
#include <array>

namespace quote_marks {
namespace {

// What can enclose what: one row a convention; the same mark stands in several.
struct Style {
  char32_t open, close;
};
constexpr std::array<Style, 12> kStyles = {{
    {U'“', U'”'},
    {U'„', U'“'},
    {U'„', U'”'},
    {U'«', U'»'},
    {U'»', U'«'},
    {U'‘', U'’'},
    {U'‚', U'‘'},
    {U'‹', U'›'},
    {U'›', U'‹'},
    {U'「', U'」'},
    {U'『', U'』'},
    {U'"', U'"'},
}};

bool is_space(char32_t c) {
  return c == U' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
// Good enough to tell words from punctuation: everything that is neither ASCII punctuation nor one of the
// blocks that hold punctuation.
bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) &&
         !(c >= 0xFE30 && c <= 0xFE6F) && !(c >= 0xFF00 && c <= 0xFF0F);
}
bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }
bool opens_bracket(char32_t c) {
  return c == U'(' || c == U'[' || c == U'{' || c == U'¿' || c == U'¡' || c == U'/';
}
bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015); }
bool is_mark(char32_t c) {
  return c == U'\'' || c == U'’' || c == U'”' ||
         std::any_of(kStyles.begin(), kStyles.end(),
                     [c](const Style& s) { return s.open == c || s.close == c; });
}

class Finder {
 public:
  explicit Finder(std::u32string_view text)
      : text_(text), guillemets_inward_(first_guillemet_is_right()), swedish_(is_swedish()) {}

  Marks find() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == U'\n')
        end_of_paragraph(i);
      else if (is_mark(text_[i]))
        mark(i);
    }
    end_of_paragraph(text_.size());
    while (!open_.empty()) give_up(open_.back());
    std::sort(marks_.pairs.begin(), marks_.pairs.end(),
              [](const Pair& a, const Pair& b) { return a.open < b.open; });
    std::sort(marks_.problems.begin(), marks_.problems.end(),
              [](const Problem& a, const Problem& b) { return a.at < b.at; });
    set_depths();
    return std::move(marks_);
  }

 private:
  struct Open {
    std::size_t at;
    char32_t mark;
  };

  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : U'\n'; }
  char32_t before(std::size_t i) const { return i == 0 ? U'\n' : text_[i - 1]; }

  // Do the characters around it let it open, or close? Both may be so, or neither.
  bool could_open(std::size_t i) const {
    const char32_t b = before(i), a = at(i + 1);
    return !is_space(a) && (is_space(b) || opens_bracket(b) || is_dash(b) || (is_mark(b) && !is_word(b)));
  }
  bool could_close(std::size_t i) const { return !is_space(before(i)) && !opens_bracket(before(i)); }
  bool clearly_closes(std::size_t i) const {
    const char32_t a = at(i + 1);
    return could_close(i) && !is_word(a) && !(is_mark(before(i)) && is_space(i < 2 ? U' ' : text_[i - 2]));
  }

  bool first_guillemet_is_right() const {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == U'»' || text_[i] == U'›') return true;
      if (text_[i] == U'«' || text_[i] == U'‹') return false;
    }
    return false;
  }
  // ” on both sides: no “ or „ anywhere, and the first one stands where only an opening mark can.
  bool is_swedish() const {
    if (text_.find(U'“') != text_.npos || text_.find(U'„') != text_.npos) return false;
    const auto first = text_.find(U'”');
    return first != text_.npos && could_open(first);
  }

  bool closes(char32_t open, char32_t close) const {
    if (swedish_ && open == U'”' && close == U'”') return true;
    return std::any_of(kStyles.begin(), kStyles.end(),
                       [&](const Style& s) { return s.open == open && s.close == close; });
  }
  // The innermost open mark that this one closes; single marks left open inside it were apostrophes or are
  // lost.
  std::ptrdiff_t opener_of(char32_t close) const {
    for (std::size_t k = open_.size(); k-- > 0;) {
      if (closes(open_[k].mark, close)) return static_cast<std::ptrdiff_t>(k);
    }
    return -1;
  }
  static bool is_single(char32_t c) { return c == U'‘' || c == U'‚' || c == U'\'' || c == U'‹' || c == U'›'; }

  void close(std::ptrdiff_t which, std::size_t i) {
    while (static_cast<std::ptrdiff_t>(open_.size()) > which + 1) give_up(open_.back());
    marks_.pairs.push_back({open_.back().at, i, 0});
    open_.pop_back();
  }
  // The end of this quote will not come.
  void give_up(const Open open) {
    if (open.mark != U'\'') problem(Problem::What::never_closed, open.at, 0);
    open_.pop_back();
  }
  void problem(Problem::What what, std::size_t where, char32_t wanted) {
    marks_.problems.push_back({what, where, wanted});
  }

  // Is the mark the first thing of its line?
  bool begins_paragraph(std::size_t i) const {
    while (i > 0 && is_space(text_[i - 1]) && text_[i - 1] != U'\n') --i;
    return i == 0 || text_[i - 1] == U'\n';
  }

  void mark(std::size_t i) {
    const char32_t c = text_[i];
    switch (c) {
      case U'\'':
        return straight_single(i);
      case U'’':
        return right_single(i);
      case U'‘':
        return left_single(i);
      case U'"':
        return straight_double(i);
      case U'“':
        return left_double(i);
      case U'”':
        return right_double(i);
      case U'„':
        if (closes_what_is_open(i)) return close_misdirected(i, U'“');
        return open(i);
      case U'‚':
      case U'「':
      case U'『':
        return open(i);
      case U'」':
      case U'』':
        return close_or_report(i);
      default:
        return guillemet(i);
    }
  }

  void open(std::size_t i) {
    const char32_t c = text_[i];
    if (c == U'‚' && !could_open(i)) return;
    for (std::size_t k = open_.size(); k-- > 0;) {
      if (open_[k].mark != c) continue;
      // Opened again at the paragraph's beginning: the same quote goes on.
      if (begins_paragraph(i) && text_.substr(open_[k].at, i - open_[k].at).find(U'\n') != text_.npos) {
        while (open_.size() > k + 1) give_up(open_.back());
        return;
      }
      // One inside another of its own kind is rare: believed only when both are closed in this paragraph.
      if (closers_ahead(i, c) < 2) {
        while (open_.size() > k) give_up(open_.back());
      }
      break;
    }
    open_.push_back({i, c});
  }

  // How many more marks of this kind close than open, from here to the end of the paragraph (this one not
  // counted).
  int closers_ahead(std::size_t i, char32_t opener) const {
    int count = 0;
    for (std::size_t k = i + 1; k < text_.size() && text_[k] != U'\n'; ++k) {
      if (text_[k] == opener && !closes(opener, opener) && could_open(k))
        --count;
      else if (closes(opener, text_[k]) || (text_[k] == opener && clearly_closes(k)))
        ++count;
    }
    return count;
  }

  // An opening mark where one of its kind is open and only a closing one can stand: «Oui«.
  bool closes_what_is_open(std::size_t i) const {
    return !open_.empty() && open_.back().mark == text_[i] && clearly_closes(i) && !could_open(i) && closers_ahead(i, text_[i]) <= 0;
  }
  void close_misdirected(std::size_t i, char32_t wanted) {
    problem(Problem::What::misdirected, i, wanted);
    close(static_cast<std::ptrdiff_t>(open_.size()) - 1, i);
  }

  void close_or_report(std::size_t i) {
    const auto which = opener_of(text_[i]);
    if (which >= 0) return close(which, i);
    problem(Problem::What::closes_nothing, i, 0);
  }

  void right_double(std::size_t i) {
    const auto which = opener_of(U'”');
    if (which >= 0) return close(which, i);
    if (swedish_ && could_open(i)) return open(i);
    if (could_open(i) && !clearly_closes(i)) {
      // It begins a quote: taken as “ if one ends before anything else begins.
      if (closers_ahead(i, U'“') > 0) {
        problem(Problem::What::misdirected, i, U'“');
        open_.push_back({i, U'“'});
        return;
      }
    }
    problem(Problem::What::closes_nothing, i, 0);
  }

  void left_double(std::size_t i) {
    const auto german = opener_of(U'“');
    if (german >= 0 && !(could_open(i) && !clearly_closes(i) && closers_ahead(i, U'“') > 0))
      return close(german, i);
    if (!clearly_closes(i)) {
      if (is_space(at(i + 1)) && is_space(before(i))) return problem(Problem::What::stands_alone, i, 0);
      return open(i);
    }
    for (std::size_t k = open_.size(); k-- > 0;) {
      if (open_[k].mark != U'“') continue;
      problem(Problem::What::misdirected, i, U'”');
      return close(static_cast<std::ptrdiff_t>(k), i);
    }
    problem(Problem::What::closes_nothing, i, 0);
  }

  // Straight marks look the same on both sides.
  void straight_double(std::size_t i) {
    const auto which = opener_of(U'"');
    if (which >= 0) {
      if (could_open(i) && !clearly_closes(i) && begins_paragraph(i)) return;  // opened again
      if (could_close(i) || !could_open(i)) return close(which, i);
      give_up(open_.back());
    } else if (is_digit(before(i)) && !could_open(i)) {
      return;  // inches
    }
    // A quote begun with „ or “ and ended with ".
    for (std::size_t k = open_.size(); k-- > 0;) {
      if ((open_[k].mark == U'„' || open_[k].mark == U'“') && clearly_closes(i) && !could_open(i)) {
        problem(Problem::What::misdirected, i, open_[k].mark == U'„' ? U'“' : U'”');
        return close(static_cast<std::ptrdiff_t>(k), i);
      }
    }
    if (!could_open(i) && clearly_closes(i)) return problem(Problem::What::closes_nothing, i, 0);
    open_.push_back({i, U'"'});
  }

  void guillemet(std::size_t i) {
    const char32_t c = text_[i];
    const bool right = c == U'»' || c == U'›';
    if (right == guillemets_inward_) {
      if (closes_what_is_open(i)) return close_misdirected(i, c == U'»' ? U'«' : c == U'«' ? U'»' : c == U'›' ? U'‹' : U'›');
      return open(i);
    }
    const auto which = opener_of(c);
    if (which >= 0) return close(which, i);
    // ‹ and › alone are arrows and menu paths.
    if (c == U'«' || c == U'»') problem(Problem::What::closes_nothing, i, 0);
  }

  bool apostrophe(std::size_t i) const {
    const char32_t b = before(i), a = at(i + 1);
    if (is_word(b) && is_letter(a)) return true;           // it’s, l’eau
    return is_space(b) && (is_digit(a) || is_elision(i));  // ’90s, ’em
  }
  bool is_elision(std::size_t i) const {
    static constexpr std::array<std::u32string_view, 12> kWords = {
        U"em", U"tis", U"twas", U"til", U"cause", U"bout", U"round", U"n", U"ne", U"nen", U"s", U"ner"};
    std::size_t end = i + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    std::u32string word(text_.substr(i + 1, end - i - 1));
    for (char32_t& c : word) c = c >= U'A' && c <= U'Z' ? c + 32 : c;
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  }
  // Does another mark that could close a single quote follow in this paragraph, before one that opens?
  bool single_closes_later(std::size_t i, char32_t closer) const {
    for (std::size_t k = i + 1; k < text_.size() && text_[k] != U'\n'; ++k) {
      if (text_[k] == U'‘' || text_[k] == U'‚') return false;
      if (text_[k] == closer && !apostrophe(k) && clearly_closes(k)) return true;
    }
    return false;
  }

  void right_single(std::size_t i) {
    if (apostrophe(i)) return;
    const auto which = opener_of(U'’');
    const bool after_word = is_word(before(i));
    const char32_t last = before(i);
    if (which >= 0 && could_close(i)) {
      // the politicians’ rhetoric: a plural's possessive, when the quote's own end is still to come
      const bool possessive = (last == U's' || last == U'z' || last == U'x') && is_space(at(i + 1)) &&
                              single_closes_later(i, U'’');
      if (!possessive) close(which, i);
      return;
    }
    if (after_word || !could_close(i)) return;  // goin’ on, an elision we do not know
    problem(Problem::What::closes_nothing, i, 0);
  }

  void left_single(std::size_t i) {
    const auto german = opener_of(U'‘');
    if (german >= 0 && could_close(i) && !is_word(at(i + 1))) return close(german, i);
    if (is_word(before(i)) && is_word(at(i + 1))) return;  // O‘Neill: an apostrophe that looks the wrong way
    if (apostrophe(i)) return;
    if (is_space(before(i)) && is_space(at(i + 1))) return problem(Problem::What::stands_alone, i, 0);
    if (could_open(i) && single_closes_later(i, U'’')) return open(i);
    if (is_word(before(i))) return;  // goin‘
    problem(could_open(i) ? Problem::What::never_closed : Problem::What::closes_nothing, i, 0);
  }

  // The typewriter's ' is nearly always an apostrophe: a quote only when both ends are there.
  void straight_single(std::size_t i) {
    if (apostrophe(i)) return;
    if (!open_.empty() && open_.back().mark == U'\'') {
      if (could_close(i) && !is_word(at(i + 1)) &&
          !(before(i) == U's' && is_space(at(i + 1)) && single_closes_later(i, U'\''))) {
        close(static_cast<std::ptrdiff_t>(open_.size()) - 1, i);
      }
      return;
    }
    if (could_open(i) && is_word(at(i + 1)) && single_closes_later(i, U'\'')) open_.push_back({i, U'\''});
  }

  // What is open at the end of a paragraph goes on only if the text says so.
  void end_of_paragraph(std::size_t end) {
    while (!open_.empty() && !goes_on(open_.back(), end)) give_up(open_.back());
  }
  bool goes_on(const Open& open, std::size_t end) const {
    if (is_single(open.mark)) return false;
    std::size_t next = end;
    while (next < text_.size() && is_space(text_[next])) ++next;
    if (at(next) == open.mark && next < text_.size()) return true;
    // Otherwise its end must come before another begins, at most a few paragraphs on.
    std::size_t paragraphs = 0;
    for (std::size_t k = next; k < text_.size() && paragraphs < 8; ++k) {
      const char32_t c = text_[k];
      if (c == U'\n') ++paragraphs;
      if (!is_mark(c) || c == U'’' || c == U'\'' || c == U'‘' || c == U'‚') continue;
      if (c == open.mark && closes(c, c)) return clearly_closes(k) && !could_open(k);
      if (closes(open.mark, c)) return true;
      return false;
    }
    return false;
  }

  void set_depths() {
    std::vector<std::size_t> ends;
    for (Pair& pair : marks_.pairs) {
      while (!ends.empty() && ends.back() < pair.open) ends.pop_back();
      pair.depth = ends.size();
      ends.push_back(pair.close);
    }
  }

  std::u32string_view text_;
  bool guillemets_inward_;
  bool swedish_;
  std::vector<Open> open_;
  Marks marks_;
};

}  // namespace

Marks find_marks(std::u32string_view text) { return Finder(text).find(); }

}  // namespace quote_marks
