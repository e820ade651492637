/** What Word and Google Docs put on the clipboard, written by hand after what they really do. */
export const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoTitle>Transition planning<o:p></o:p></p>
<h2 style='margin-top:2.0pt'><span lang=EN-GB style='mso-fareast-font-family:"Times New Roman"'>Key findings<o:p></o:p></span></h2>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal style='text-align:justify'><b style='mso-bidi-font-weight:normal'><span lang=EN-GB style='font-size:11.0pt'>Missions leave</span></b><span lang=EN-GB>; <i>needs</i>
remain<sup>1</sup>, see <a href="https://example.org/report"><span style='color:#0563C1'>the report</span></a><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='vertical-align:super'>[1]</span></span></a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-GB>First point<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>Below it<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span><![endif]>Second point<o:p></o:p></p>
<p class=MsoNormal>Between.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span>Third</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>4.<span>&nbsp; </span></span>Fourth</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><thead><tr><td width=301 valign=top style='width:225.4pt'><p class=MsoNormal><b>Mission</b></p></td><td><p class=MsoNormal><b>Year</b></p></td></tr></thead><tr><td><p class=MsoNormal>Alpha</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
<p class=MsoQuote>Quoted words</p>
<p class=MsoNormal dir=RTL style='direction:rtl;unicode-bidi:embed'><span lang=AR-SA>عملية السلام</span></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="x"/><![endif]--><img width=10 src="file:///C:/x.png" v:shapes="x"></p>
<!--EndFragment--></body></html>`
export const fromGoogleDocs = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400;font-style:normal">Recommendations</span></h2><br /><p dir="ltr" style="line-height:1.38;margin-top:0pt"><span style="font-size:11pt;font-family:Arial;color:#000;font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline">The </span><span style="font-weight:700;font-style:normal;text-decoration:none">Council</span><span style="font-weight:400;font-style:italic"> should</span><span style="font-weight:700;font-style:italic;text-decoration:line-through"> not</span><span style="font-size:0.6em;vertical-align:super">2</span> <a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D" style="text-decoration:none"><span style="color:#1155cc;text-decoration:underline;font-weight:400">act</span></a><a href="javascript:alert(1)">evil</a></p><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400">One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Inner</span></p></li></ul></ul><ul><li dir="ltr" role="checkbox" aria-checked="true" aria-level="1"><img src="data:image/png;base64,xx" aria-roledescription="checkbox"><p role="presentation"><span>Done thing</span></p></li></ul><div dir="ltr" align="left"><table style="border:none"><colgroup><col width="100"/></colgroup><tbody><tr><td style="border:1px"><p dir="ltr"><span style="font-weight:700">H</span></p></td><td><p dir="ltr"><span>v</span></p></td></tr></tbody></table></div><br class="Apple-interchange-newline"><script>alert(1)</script><p onclick="alert(1)" style="position:fixed">plain</p></b>`

const onlineItem = (list: string, level: number, words: string, id = 1, posinset = 1) =>
  `<div class="ListContainerWrapper SCXW1 BCX0"><${list} class="BulletListStyle1 SCXW1 BCX0" role="list"${list === 'ol' ? ` start="${posinset}"` : ''}>` +
  `<li class="OutlineElement Ltr SCXW1 BCX0" role="listitem" data-leveltext="%1." data-font="Symbol" data-listid="${id}" data-aria-posinset="${posinset}" data-aria-level="${level}">` +
  `<p class="Paragraph SCXW1 BCX0" style="font-weight:normal"><span class="TextRun SCXW1" data-contrast="auto" style="font-weight:normal"><span class="NormalTextRun SCXW1">${words}</span></span><span class="EOP SCXW1" data-ccp-props="{}">&nbsp;</span></p></li></${list}></div>`

const desktopItem = (sign: string, level: number, words: string, lfo = 1) =>
  `<p class=MsoListParagraph style='mso-list:l${lfo} level${level} lfo${lfo}'><span style='mso-list:Ignore'>${sign}<span>&nbsp; </span></span>${words}</p>`

const docsItem = (style: string, words: string) =>
  `<ul><li dir="ltr" style="list-style-type:disc;${style}" aria-level="1"><p dir="ltr" role="presentation">${words}</p></li></ul>`
const docsSpan = (style: string, words: string) =>
  `<span style="font-size:11pt;font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline;${style}">${words}</span>`

/** Small pastes, each with what a reader would be given of it. */
export const smallPastes: readonly [what: string, html: string, result: string][] = [
  [
    'an item whose first word is bold',
    docsItem('font-weight:700', docsSpan('font-weight:700', 'Mandate') + docsSpan('', ': plain')),
    '<ul><li><p><strong>Mandate</strong>: plain</p></li></ul>',
  ],
  [
    'an item whose first word is slanted, underlined and struck out',
    docsItem(
      'font-style:italic;text-decoration:underline line-through',
      docsSpan('font-style:italic;text-decoration:underline line-through', 'Old') + docsSpan('', ' new'),
    ),
    '<ul><li><p><em><u><s>Old</s></u></em> new</p></li></ul>',
  ],
  [
    'a paragraph in bold with plain words inside',
    '<p style="font-weight:bold;font-style:italic">all <span style="font-weight:normal;font-style:normal">not <b>again</b></span> all</p>',
    '<p><strong><em>all </em></strong>not <strong>again<em> all</em></strong></p>',
  ],
  [
    'the wrapper of Google Docs',
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400">plain</span></p><p><span style="font-weight:700">bold</span></p></b>',
    '<p>plain</p><p><strong>bold</strong></p>',
  ],
  [
    'lines parted by breaks before a block',
    'First line<br>Second line<div>Third line</div>',
    '<p>First line<br>Second line</p><p>Third line</p>',
  ],
  [
    'lines in an item with a sublist',
    '<ul><li>First line<br>Second line<ul><li>Inner</li></ul></li></ul>',
    '<ul><li><p>First line<br>Second line</p><ul><li><p>Inner</p></li></ul></li></ul>',
  ],
  [
    'an address before a paragraph',
    '<div>Ministry<br>Street 1<br><span>City</span><br></div><p>Dear all,</p>',
    '<p>Ministry<br>Street 1<br>City</p><p>Dear all,</p>',
  ],
  [
    'lines parted by blocks of all kinds',
    '<center>A</center><center>B</center><address>C<br>D</address><span style="display:block">E</span>F<dl><dt>G</dt><dd>H</dd></dl>',
    '<p>A</p><p>B</p><p>C<br>D</p><p>E</p><p>F</p><p>G</p><p>H</p>',
  ],
  [
    'lines of a text set as it was typed',
    '<pre>one\ntwo</pre><p style="white-space:pre-wrap">three\nfour</p>',
    '<p>one<br>two</p><p>three<br>four</p>',
  ],
  [
    'a nested list of Word in the browser',
    onlineItem('ul', 1, 'One') +
      onlineItem('ul', 2, 'Inner') +
      onlineItem('ul', 3, 'Deep') +
      onlineItem('ul', 1, 'Two', 1, 2),
    '<ul><li><p>One</p><ul><li><p>Inner</p><ul><li><p>Deep</p></li></ul></li></ul></li><li><p>Two</p></li></ul>',
  ],
  [
    'lists of different kinds of Word in the browser',
    onlineItem('ol', 1, 'One') +
      onlineItem('ol', 1, 'Two', 1, 2) +
      onlineItem('ul', 1, 'Point', 2) +
      onlineItem('ol', 1, 'Anew', 3) +
      '<p>Between</p>' +
      onlineItem('ol', 1, 'Third', 3, 3),
    '<ol><li><p>One</p></li><li><p>Two</p></li></ol><ul><li><p>Point</p></li></ul><ol><li><p>Anew</p></li></ol><p>Between</p><ol start="3"><li><p>Third</p></li></ol>',
  ],
  [
    'neighbouring lists of Word',
    desktopItem('1.', 1, 'One') +
      desktopItem('a)', 2, 'Inner') +
      desktopItem('·', 2, 'Point') +
      desktopItem('2.', 1, 'Two') +
      desktopItem('·', 1, 'Bullet', 2) +
      desktopItem('1.', 1, 'Anew', 3) +
      desktopItem('1.', 1, 'Another', 4),
    '<ol><li><p>One</p><ol><li><p>Inner</p></li></ol><ul><li><p>Point</p></li></ul></li><li><p>Two</p></li></ol><ul><li><p>Bullet</p></li></ul><ol><li><p>Anew</p></li></ol><ol><li><p>Another</p></li></ol>',
  ],
]
