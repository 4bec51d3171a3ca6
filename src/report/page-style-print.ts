/** On paper: all of it, nothing to press, and a box beside each quantity to tick off. */
export const PRINT_STYLE = `
@page{margin:13mm 12mm}
@media print{
body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip,nav,#theme,#turn,.views,#controls,.nothing,form,.wanted,.done,#lots thead{display:none!important}
.lot .pic img{opacity:1!important}
.head,main,footer{max-width:none;padding:0}
section{margin:8mm 0}
h1{font-size:28pt}h2{font-size:16pt}.figures b,.sum b{font-size:15pt}.figures{gap:2mm 8mm}.figures a b{color:inherit}
a{color:inherit;text-decoration:none}
.head{display:block;padding:0}#model{margin-top:6mm}#model img{max-height:120mm;width:auto}
body:not(:has(#as-table:checked)){
#lots{display:block;zoom:.84}
.group{display:block;margin:0 0 4mm;padding:3mm 4mm;box-decoration-break:clone}
.narrow{display:inline-block;vertical-align:top;margin-right:3mm}
.lot{display:inline-flex;margin:0 5.5mm 3.5mm 0;vertical-align:baseline}
.lot .qty::after{content:"";opacity:.6;width:1rem;height:1rem;border:1.5px solid var(--text);border-radius:.2rem}
}
.band{margin-bottom:2mm}
.list{font-size:8.5pt}.list :is(th,td){padding:1mm 2mm 1mm 0}
.parcels,.charts{display:block}.store,.chart{margin:0 0 5mm}.chart{max-width:150mm}
footer{margin-top:8mm;padding:3mm 0 0;font-size:7.5pt}
h2,h3{break-after:avoid}
#model,.lot,.chart,.band,tr{break-inside:avoid}
}
`
