"""Which names of elements and attributes are those of web pages and drawings, and which did somebody make up?

A name of the format is a surname now and then (Mark, Lang, Rich), and stands in every file; a made-up one may be an
e-mail address that lost its signs, or a name. Source: HTML Living Standard; SVG 1.1 and 2 [K].
"""

_ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body "
    "br button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog "
    "dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee "
    "math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture "
    "plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select shadow slot small source "
    "spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr "
    "track tt u ul var video wbr xmp"
)
_ATTRIBUTES = (
    "abbr accept accesskey action align alink allow allowfullscreen alt archive as async autocapitalize autocomplete "
    "autofocus autoplay axis background behavior bgcolor blocking border bordercolor cellpadding cellspacing char "
    "charoff charset checked cite class classid clear code codebase codetype color cols colspan compact content "
    "contenteditable controls coords crossorigin data datetime declare decoding default defer dir direction dirname "
    "disabled download draggable enctype enterkeyhint event exportparts face fetchpriority for form formaction "
    "formenctype formmethod formnovalidate formtarget frame frameborder headers height hidden high href hreflang "
    "hspace id imagesizes imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope itemtype "
    "kind label lang language leftmargin link list loading longdesc loop low marginheight marginwidth max maxlength "
    "media method min minlength multiple muted name nohref nomodule nonce noresize noshade novalidate nowrap object "
    "open optimum part pattern ping placeholder playsinline popover poster preload profile prompt property readonly "
    "referrerpolicy rel required rev reversed role rows rowspan rules sandbox scheme scope scrolling selected shape "
    "size sizes slot span spellcheck src srcdoc srclang srcset standby start step style summary tabindex target text "
    "title topmargin translate type usemap valign value valuetype version vlink vspace width wrap xmlns"
)
_OF_DRAWINGS = (
    "altglyph animate animatecolor animatemotion animatetransform circle clippath cursor defs desc ellipse feblend "
    "fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight "
    "fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology "
    "feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter foreignobject g glyph glyphref "
    "hatch hkern line lineargradient marker mask metadata missingglyph mpath path pattern polygon polyline "
    "radialgradient rect set stop switch symbol text textpath tref tspan use view vkern accumulate additive amplitude "
    "attributename attributetype azimuth basefrequency baseprofile begin bias by calcmode clip clippathunits "
    "contentscripttype contentstyletype cx cy d diffuseconstant display divisor dur dx dy edgemode elevation end "
    "exponent externalresourcesrequired fill filterres filterunits flood focusable format from fr fx fy "
    "gradienttransform gradientunits in in2 intercept k k1 k2 k3 k4 kernelmatrix kernelunitlength keypoints keysplines "
    "keytimes lengthadjust limitingconeangle local markerheight markerunits markerwidth maskcontentunits maskunits "
    "mode numoctaves offset opacity operator order orient orientation origin overflow paint pathlength "
    "patterncontentunits patterntransform patternunits points pointsatx pointsaty pointsatz preservealpha "
    "preserveaspectratio primitiveunits r radius refx refy repeatcount repeatdur requiredextensions requiredfeatures "
    "restart result rotate rx ry scale seed slope space spacing specularconstant specularexponent spreadmethod "
    "startoffset stddeviation stitchtiles stroke surfacescale systemlanguage tablevalues targetx targety textlength "
    "to transform unicode values viewbox viewtarget visibility x x1 x2 xchannelselector y y1 y2 ychannelselector z "
    "zoomandpan arcrole actuate show"
)
_SPOKEN_STATES = (
    "activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount colindex "
    "colindextext colspan controls current describedby description details disabled dropeffect errormessage expanded "
    "flowto grabbed haspopup hidden invalid keyshortcuts label labelledby level live modal multiline multiselectable "
    "orientation owns placeholder posinset pressed readonly relevant required roledescription rowcount rowindex "
    "rowindextext rowspan selected setsize sort valuemax valuemin valuenow valuetext"
)
_KNOWN = frozenset(f"{_ELEMENTS} {_ATTRIBUTES} {_OF_DRAWINGS}".split())
_KNOWN_STATES = frozenset(f"aria-{state}" for state in _SPOKEN_STATES.split())
_DRAWING_OR_PAGE = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"})


def is_made_up(name: str) -> bool:
    """True for a name of an element or attribute that is none of the format's."""
    small = name.lower()
    return small not in _KNOWN and small not in _KNOWN_STATES


def is_drawing_or_page(space: str) -> bool:
    """True for the vocabularies whose names are all known here."""
    return space in _DRAWING_OR_PAGE
