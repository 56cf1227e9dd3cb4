const field = document.getElementById("name"), status = document.querySelector("[role=status]");
document.querySelector(".search").hidden = false;
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  let count = 0;
  for (const section of document.querySelectorAll(".found")) {
    let shown = 0;
    for (const item of section.querySelectorAll("li")) {
      item.hidden = !item.textContent.toLowerCase().includes(wanted);
      shown += !item.hidden;
    }
    section.hidden = !shown;
    count += shown;
  }
  status.textContent = wanted ? status.dataset.text.replace("0", count) : "";
});
