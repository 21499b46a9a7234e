/* The sayso plugin contract for C, version 1.0: everything a native plugin sees and may call.
 *
 * A plugin is a shared library with one exported symbol, sayso_plugin_entry, beside a plugin.json. It is loaded
 * by sayso-plugin-host, a process of its own, never by the editor; a crash ends that process and nothing else.
 *
 * It is frozen: a plugin built with it loads in every later 1.x. CHANGES.md says how it may grow.
 *
 * Rules that hold for every function and struct here, unless its own comment says otherwise:
 *   thread     The host calls the plugin on one thread, one call at a time. The plugin calls the host on that
 *              same thread and only while the host is calling it. is_cancelled, progress and log may be called
 *              on any thread while a call into the plugin runs.
 *   lifetime   What the host hands over is read-only and borrowed: valid until the call returns to the host.
 *              Only what hangs on sayso_project (settings, scheme, entities) stays valid until close returns.
 *              What the plugin hands over need live only until the call into the host returns; the host copies.
 *   ownership  Nobody frees what the other allocated.
 *   order      entry, describe, then for each project: open, any number of (article, any number of annotations
 *              of that article), finish, close; of an importer: open, any number of input, finish, close. finish and
 *              what precedes it may be missing: close alone always follows a successful open, unless the process is
 *              ended from outside.
 *   errors     int32_t results are 0 for success. A plugin function that fails calls host->fail with words for
 *              the user, then returns non-zero; the host ends the plugin's work on this project. A host function
 *              that fails returns non-zero: the plugin should return non-zero too, as soon as it can.
 *   exceptions None may cross this boundary, in either direction. One that does ends the process.
 *   text       UTF-8, pointer and length in bytes. Texts from the host are followed by a NUL that is not counted;
 *              an article may contain NUL or any other character in front of it. No text is NULL from the host.
 *   growth     Structs that can grow begin with struct_size, and lists of them are lists of pointers. Whoever fills
 *              a struct sets struct_size to sizeof of it as compiled; whoever reads it must not read past
 *              struct_size. sayso_text, sayso_range and sayso_fragment never change.
 *   positions  begin is inclusive, end exclusive, counted from the start of the article's text exactly as
 *              stored (CRLF is two). What the plugin gives is in code points.
 *   records    Spans, frames, entities and edits that a plugin gives are JSON in the store's form, for example
 *              {"id": "new:1", "layer": "content", "at": [[3, 9]]}. A new record is called "new:1", "new:2", ...; sayso
 *              gives the ids. "text" of a span may be left out; where it is there it must be the text's.
 */
#ifndef SAYSO_PLUGIN_H
#define SAYSO_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SAYSO_PLUGIN_ABI_MAJOR 1u
#define SAYSO_PLUGIN_ABI_MINOR 0u

#if defined(__GNUC__)
#define SAYSO_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define SAYSO_PLUGIN_EXPORT
#endif

/* ---- small values that never change ---- */

typedef struct sayso_text {
  const char* data;
  size_t size; /* bytes */
} sayso_text;

/* Code points of the article's text. */
typedef struct sayso_range {
  uint64_t begin, end;
} sayso_range;

/* One stretch of a span, in the three units that formats count in. */
typedef struct sayso_fragment {
  uint64_t byte_begin, byte_end;
  uint64_t code_point_begin, code_point_end;
  uint64_t utf16_begin, utf16_end;
  sayso_text text; /* as the annotations quote it; equals the article's bytes when the span is placed */
} sayso_fragment;

/* ---- what the host shows ---- */

enum {
  SAYSO_VALUE_TEXT = 1,    /* text: a choice's name, a free text, an entity's id */
  SAYSO_VALUE_INTEGER = 2, /* integer: a point of a scale, a whole number */
  SAYSO_VALUE_NUMBER = 3,  /* number */
  SAYSO_VALUE_FLAG = 4,    /* integer: 0 or 1 */
  SAYSO_VALUE_LIST = 5,    /* items: the names chosen */
  SAYSO_VALUE_JSON = 6     /* json only: a value that sayso does not understand and keeps */
};

/* An answered attribute of a span, a frame or a filler; one that was not answered is not in the list. */
typedef struct sayso_attribute {
  uint32_t struct_size;
  int32_t type; /* SAYSO_VALUE_... */
  sayso_text name;
  sayso_text text;
  int64_t integer;
  double number;
  const sayso_text* items;
  size_t item_count;
  sayso_text json; /* the value as JSON text, whatever its type */
} sayso_attribute;

typedef struct sayso_span {
  uint32_t struct_size;
  uint32_t placed; /* 0: its place is outside the text, byte and UTF-16 positions are 0 */
  sayso_text id;
  sayso_text layer;
  const sayso_fragment* fragments; /* in text order, not touching */
  size_t fragment_count;
  const sayso_attribute* const* attributes; /* by name */
  size_t attribute_count;
  sayso_text origin_json;  /* what made it when not a hand, a JSON object; empty: made by hand */
  sayso_text unknown_json; /* keys that sayso does not know, a JSON object; "{}" when there are none */
} sayso_span;

/* A person, organisation, place or topic; @author, @general, @hidden and @unclear are entities too. */
typedef struct sayso_entity sayso_entity;
struct sayso_entity {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  sayso_text id;
  sayso_text name;
  sayso_text kind; /* person, organisation, group, place, topic, unnamed; may be empty */
  const sayso_text* aliases;
  size_t alias_count;
  sayso_text article;             /* the one article it is local to, else empty */
  const sayso_entity* stands_for; /* itself, or the entity it was joined to; never NULL */
  sayso_text unknown_json;
};

typedef struct sayso_frame sayso_frame;

/* What fills a role: exactly one of a record of the same annotations and an entity. Where a mention was split off the
   entity that its annotator's file names, attributes and fillers say the one that it means. */
typedef struct sayso_filler {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text to;              /* as stored: a record's id, or "entity:" and an entity's id */
  const sayso_span* span;     /* NULL when it is no span, or one that is not there */
  const sayso_frame* frame;   /* likewise */
  const sayso_entity* entity; /* of the filler itself or of the mention's "entity"; joins are not followed */
  const sayso_attribute* const* attributes;
  size_t attribute_count;
  sayso_text unknown_json;
} sayso_filler;

/* A role that was answered; with no fillers it was answered 'none'. */
typedef struct sayso_role {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text name;
  const sayso_filler* const* fillers;
  size_t filler_count;
} sayso_role;

struct sayso_frame {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text id;
  sayso_text layer;
  const sayso_role* const* roles; /* by name */
  size_t role_count;
  const sayso_attribute* const* attributes;
  size_t attribute_count;
  sayso_text origin_json;
  sayso_text unknown_json;
};

/* A part of the text with a function: headline, body, caption. */
typedef struct sayso_zone {
  uint32_t struct_size;
  uint32_t annotate; /* 1: annotation is wanted here */
  sayso_text kind;
  sayso_range at;
} sayso_zone;

typedef struct sayso_article {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text id;   /* letters, digits, - _ . and / for sub-folders */
  sayso_text text; /* all of it, valid UTF-8, without a byte order mark */
  uint64_t code_points, utf16_units;
  sayso_text title, outlet, author, date, url, language, rights; /* empty when not known */
  const sayso_zone* const* zones;
  size_t zone_count;
  sayso_text facts_json; /* all that is known of it, a JSON object */
} sayso_article;

/* What one annotator says of one article. */
typedef struct sayso_annotations {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text annotator;
  sayso_text status; /* open, done, skipped, reopened */
  sayso_text rules;  /* scheme and guidelines of the last edit */
  const sayso_span* const* spans; /* in text order */
  size_t span_count;
  const sayso_frame* const* frames; /* in text order */
  size_t frame_count;
  sayso_text unknown_json;
} sayso_annotations;

enum {
  SAYSO_ATTRIBUTE_CHOICE = 1,
  SAYSO_ATTRIBUTE_CHOICES = 2,
  SAYSO_ATTRIBUTE_SCALE = 3,
  SAYSO_ATTRIBUTE_TEXT = 4,
  SAYSO_ATTRIBUTE_NUMBER = 5,
  SAYSO_ATTRIBUTE_FLAG = 6,
  SAYSO_ATTRIBUTE_ENTITY = 7
};

/* What the scheme says of an attribute. */
typedef struct sayso_attribute_rule {
  uint32_t struct_size;
  int32_t type; /* SAYSO_ATTRIBUTE_... */
  sayso_text name, label;
  const sayso_text* values; /* names of the choices; of a scale its points in order, then its extra values */
  size_t value_count;
  sayso_text default_json; /* what a missing answer means, JSON text; empty when it means nothing */
} sayso_attribute_rule;

typedef struct sayso_role_rule {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text name, label;
  const sayso_text* fills; /* names of layers, and "entity" */
  size_t fill_count;
  const sayso_attribute_rule* const* attributes; /* of the filler */
  size_t attribute_count;
} sayso_role_rule;

typedef struct sayso_layer {
  uint32_t struct_size;
  uint32_t is_frame; /* 0: a span layer */
  sayso_text name, label, colour;
  const sayso_attribute_rule* const* attributes;
  size_t attribute_count;
  const sayso_role_rule* const* roles;
  size_t role_count;
} sayso_layer;

typedef struct sayso_scheme {
  uint32_t struct_size;
  int32_t version;
  sayso_text name, label;
  const sayso_layer* const* layers;
  size_t layer_count;
  const sayso_attribute* const* policy; /* the project's conventions, by name */
  size_t policy_count;
  sayso_text json; /* the whole scheme */
} sayso_scheme;

/* What stays the same while articles come. Valid from open until close returns. */
typedef struct sayso_project {
  uint32_t struct_size;
  uint32_t reserved;
  const sayso_attribute* const* settings; /* as plugin.json declares them, defaults filled in */
  size_t setting_count;
  const sayso_scheme* scheme;
  const sayso_entity* const* entities; /* the registry in its order, then the reserved ones */
  size_t entity_count;
  sayso_text settings_json; /* a JSON object */
} sayso_project;

/* A piece of a file that an importer is to read: one that is small comes as one piece. The pieces of a file come one
 * after the other, then those of the next. */
typedef struct sayso_input {
  uint32_t struct_size;
  uint32_t is_last;  /* 1: the file ends with this piece */
  sayso_text name;   /* relative, '/' for folders: "folder/a.ann" when a folder was named */
  const void* bytes; /* not NULL */
  size_t size;       /* may be 0 */
  uint64_t offset;   /* of the piece in the file, bytes */
  uint64_t total;    /* size of the file, bytes */
} sayso_input;

/* ---- what the plugin gives ---- */

enum { SAYSO_SEVERITY_ERROR = 1, SAYSO_SEVERITY_WARNING = 2, SAYSO_SEVERITY_HINT = 3 };

/* A change that would settle a finding. New records are called "new:1", "new:2", ...; the editor gives the ids. */
typedef struct sayso_fix {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text title;      /* two or three words: "annotate", "add alias" */
  sayso_text edits_json; /* a JSON array of edits in the store's form */
} sayso_fix;

/* The host fills in article and annotator: of the call during which the finding is made. */
typedef struct sayso_finding {
  uint32_t struct_size;
  int32_t severity;   /* SAYSO_SEVERITY_... */
  sayso_text rule;    /* "quote-marks/unbalanced"; plugin.json lists all rules of a plugin */
  sayso_text message; /* one line that names the words in question */
  sayso_text layer;   /* of the annotations concerned, or empty */
  const sayso_range* at; /* code points; none for a finding about the whole article or the entities */
  size_t at_count;
  sayso_text quoted; /* the words in question: a dismissed finding stays so while they are the same */
  const sayso_text* annotations; /* ids of records concerned */
  size_t annotation_count;
  const sayso_fix* const* fixes; /* the first is the one that a key applies */
  size_t fix_count;
} sayso_finding;

/* Of an exporter: something that the format could not hold; of an importer: something that could not be carried over.
 * Reports with equal `what` are added up; the first places are kept. */
typedef struct sayso_loss {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text what;  /* "zones are not exported" */
  uint64_t count;   /* how many things were lost, at least 1 */
  sayso_text place; /* article and annotator, record or position; may be empty */
} sayso_loss;

/* An article that an importer found. */
typedef struct sayso_new_article {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text id;         /* wanted; empty: sayso makes one of `from` */
  sayso_text from;       /* the input's name */
  sayso_text text;       /* all of it: UTF-8 without a byte order mark and without NUL */
  sayso_text facts_json; /* what is known of it, a JSON object as facts_json of sayso_article; may be empty */
} sayso_new_article;

/* What one annotator says of an article that the importer gave before, or that the project has. */
typedef struct sayso_new_annotations {
  uint32_t struct_size;
  uint32_t reserved;
  sayso_text article;     /* its id; `from` of an article that was given without one */
  sayso_text annotator;   /* empty: whoever imports says whose they are */
  sayso_text status;      /* open or done; empty is open */
  sayso_text spans_json;  /* a JSON array of spans; empty for none */
  sayso_text frames_json; /* a JSON array of frames; empty for none */
} sayso_new_annotations;

/* A frame that a suggester would make, with its spans. */
typedef struct sayso_suggestion {
  uint32_t struct_size;
  uint32_t reserved;
  double confidence;     /* from 0 to 1 */
  sayso_text why;        /* by which rule, one line for the user; may be empty */
  sayso_text frame_json; /* a JSON object */
  sayso_text spans_json; /* a JSON array of the spans that fill its roles; empty for none */
} sayso_suggestion;

/* A figure of agreement. */
typedef struct sayso_figure {
  uint32_t struct_size;
  uint32_t is_defined;          /* 0: there is no value, and note says why */
  sayso_text measure;           /* "cohen-kappa" */
  sayso_text of;                /* what is compared: "content", "stance"; for people */
  const sayso_text* annotators; /* whose; none: of all together */
  size_t annotator_count;
  double value;
  uint32_t has_interval;        /* 1: low and high are the bounds of a 95 % confidence interval */
  uint32_t reserved;
  double low, high;
  uint64_t items;               /* how many were compared */
  uint64_t articles;            /* that they are of */
  sayso_text note;              /* one line for the user; may be empty */
} sayso_figure;

/* What the plugin may call. Lives as long as the process. */
typedef struct sayso_host sayso_host;
struct sayso_host {
  uint32_t struct_size;
  uint32_t abi_major, abi_minor;
  uint32_t reserved;
  void* handle; /* the host's own */

  /* Appends bytes to the output file of this name, which is made by the first call (size may be 0). `name` is
   * relative, with '/' for folders; no "." or "..", not absolute. The host keeps all files aside and puts
   * them into place when finish has succeeded; if anything fails, none appears. Exporters only.
   * Fails when the name is refused or a limit is passed. */
  int32_t (*output)(const sayso_host* host, sayso_text name, const void* bytes, size_t size);

  /* Reports a finding. Checkers only. In open: about the entities; in article: about the text alone; in
   * annotations: about what this annotator made. One in annotations with the same rule, layer, words and places as
   * one in article stands for it, so that a fix can know the annotations. Fails when a field is missing or a
   * limit is passed. */
  int32_t (*finding)(const sayso_host* host, const sayso_finding* finding);

  /* Says what could not be written or carried over. Exporters and importers only. Fails when `what` is missing or `count` is 0. */
  int32_t (*loss)(const sayso_host* host, const sayso_loss* loss);

  /* Gives an entity: a JSON object in the store's form, its id "new:1" or one that the project has. Importers only, before
   * the annotations that name it. */
  int32_t (*entity)(const sayso_host* host, sayso_text entity_json);

  /* Gives an article. Importers only, in input or finish. Fails when the text is not UTF-8. */
  int32_t (*article)(const sayso_host* host, const sayso_new_article* article);

  /* Gives what one annotator says of an article, all at once, after the article. Importers only, in input or finish. Names
   * of records ("new:1") are those of this call, names of entities those of the whole import; a name is of one of them. Fails
   * when the JSON is none or the status is unknown. */
  int32_t (*annotations)(const sayso_host* host, const sayso_new_annotations* annotations);

  /* Suggests a frame in the text at hand. Suggesters only: in article from the text alone, in annotations knowing what
   * the annotator has done. Fails when the JSON is none or the confidence is not from 0 to 1. */
  int32_t (*suggestion)(const sayso_host* host, const sayso_suggestion* suggestion);

  /* Gives a figure. Measures only, in finish; they are shown articles that two or more have annotated. Fails when there is
   * neither a value nor a note. */
  int32_t (*figure)(const sayso_host* host, const sayso_figure* figure);

  /* How far a long call is; total 0 means not known. Also tells the editor that the plugin is alive: a call that
   * says nothing for 30 s is ended. Any thread. */
  void (*progress)(const sayso_host* host, uint64_t done, uint64_t total);

  /* A line for the log, not for the user. Any thread. (What a plugin prints goes there too.) */
  void (*log)(const sayso_host* host, sayso_text line);

  /* Non-zero when the work is no longer wanted: return non-zero soon. A call that goes on is ended by force after
   * two seconds. Any thread; cheap enough for every record. */
  int32_t (*is_cancelled)(const sayso_host* host);

  /* Why the running call is about to return non-zero: what happened, and what the user can do (may be empty).
   * The last call counts. */
  void (*fail)(const sayso_host* host, sayso_text what, sayso_text remedy);

  /* Further tables by name, for functions that later versions add; NULL when there is none. 1.0 has none. */
  const void* (*get_extension)(const sayso_host* host, const char* id);
};

/* What a plugin is: a table of its functions. Static; must stay valid as long as the process. Functions
 * that a plugin does not need may be NULL, but open and close only together. */
typedef struct sayso_plugin {
  uint32_t struct_size;
  uint32_t abi_major, abi_minor; /* SAYSO_PLUGIN_ABI_... as compiled */
  uint32_t reserved;

  /* A JSON object: {"id": "org.example.my-exporter", "version": "1.0.0", "kind": "exporter"}, the same as in plugin.json.
   * NUL-terminated, static. */
  const char* description;

  /* Begins work on a project. *self is the plugin's own and comes back in every call; the host does not look
   * at it. On failure close is not called. */
  int32_t (*open)(const sayso_host* host, const sayso_project* project, void** self);

  /* A new article. Its annotations follow, one call an annotator; possibly none. */
  int32_t (*article)(const sayso_host* host, void* self, const sayso_article* article);

  /* What one annotator says of the article (the same as in the last call of article). */
  int32_t (*annotations)(const sayso_host* host, void* self, const sayso_article* article,
                         const sayso_annotations* annotations);

  /* A piece of a file. Importers only, which get neither article nor annotations. */
  int32_t (*input)(const sayso_host* host, void* self, const sayso_input* input);

  /* No more articles or files come. An exporter or importer gives what it kept for the end, a measure its figures; a
   * checker that was shown a whole project may say what is of no single article. */
  int32_t (*finish)(const sayso_host* host, void* self);

  /* Frees self. */
  void (*close)(const sayso_host* host, void* self);
} sayso_plugin;

/* The one symbol a plugin exports. Called once, before all else. Gives the plugin's table, or NULL when it cannot
 * work with a host of this version. */
SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t abi_major, uint32_t abi_minor);

#ifdef __cplusplus
}
#endif

#endif
